import { type Diagnostic, type Outcome, shortenedPath } from "@rdump/core/provider";
import { RSURE } from "../codes.ts";
import type { CheckInput } from "./input.ts";
import { type Difference, type Meaning, meaningOf } from "./judge.ts";

/** More are counted, and not named: users of the source decide how many there are. */
const MOST_NAMED = 100;

/** Collects the differences of one check, and what they mean. */
export class Verdict {
  readonly #input: CheckInput;
  readonly #recorded: number;
  readonly #named = new Map<Meaning | "unread", string[]>();
  readonly #counts = new Map<Meaning | "unread", number>();

  constructor(input: CheckInput, recorded: number) {
    this.#input = input;
    this.#recorded = recorded;
  }

  add(difference: Difference): void {
    this.#count(meaningOf(difference, this.#input, this.#recorded), lineOf(difference));
  }

  addUnread(path: string): void {
    this.#count("unread", shortenedPath(path));
  }

  outcome(): Outcome {
    const warnings: Diagnostic[] = [];
    if (this.#has("not carried")) warnings.push(RSURE.warning("rsure-not-carried", this.#text("not carried")));
    if (this.#has("changed meanwhile"))
      warnings.push(RSURE.warning("rsure-changed-meanwhile", this.#text("changed meanwhile")));
    if (this.#has("maybe a cache")) warnings.push(RSURE.warning("rsure-maybe-cache", this.#text("maybe a cache")));
    const bad = [
      ...(this.#has("differs") ? [this.#text("differs")] : []),
      ...(this.#has("unread") ? [`Not readable:\n${this.#text("unread")}`] : []),
    ];
    if (bad.length === 0) return { status: "done", made: null, moved: {}, warnings };
    return { status: "failed", diagnostic: RSURE.error("rsure-differs", bad.join("\n")), warnings };
  }

  #has(meaning: Meaning | "unread"): boolean {
    return this.#counts.has(meaning);
  }

  #count(meaning: Meaning | "unread", text: string): void {
    this.#counts.set(meaning, (this.#counts.get(meaning) ?? 0) + 1);
    const named = this.#named.get(meaning) ?? [];
    this.#named.set(meaning, named);
    if (named.length < MOST_NAMED) named.push(text);
  }

  #text(meaning: Meaning | "unread"): string {
    const named = this.#named.get(meaning) ?? [];
    const count = this.#counts.get(meaning) ?? 0;
    const head = count === 1 ? "1 difference:" : `${count} differences:`;
    const more = count > named.length ? [`and ${count - named.length} more`] : [];
    return [head, ...named, ...more].join("\n    ");
  }
}

function lineOf({ type, path, kind, attributes }: Difference): string {
  const name = path === "" ? "." : shortenedPath(path);
  switch (type) {
    case "added":
      return `${name}: not recorded (${kind})`;
    case "removed":
      return `${name}: missing (${kind})`;
    case "changed":
      return `${name}: ${attributes.join(", ")}`;
  }
}
