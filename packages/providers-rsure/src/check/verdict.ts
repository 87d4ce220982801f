import {
  type Coverage,
  type Diagnostic,
  type Moved,
  type Outcome,
  type Proof,
  shortenedPath,
} from "@rdump/core/provider";
import { RSURE } from "../codes.ts";
import type { CheckInput } from "./input.ts";
import { type Difference, type Meaning, type Meanwhile, meaningOf } from "./judge.ts";

/** More are counted, and not named: users of the source decide how many there are. */
const MOST_NAMED = 100;

/** Collects the differences of one check, and what they mean. */
export class Verdict {
  readonly #input: CheckInput;
  readonly #meanwhile: Meanwhile;
  readonly #named = new Map<Meaning | "unread", string[]>();
  readonly #counts = new Map<Meaning | "unread", number>();

  readonly #lacks: readonly string[];
  /** Of a proof of a sample. */
  coverage: Coverage | null = null;
  /** What was read so far. */
  moved: Moved = {};

  /** `lacks`: parts of the source that the place of the tree does not store. */
  constructor(input: CheckInput, meanwhile: Meanwhile, lacks: readonly string[]) {
    this.#input = input;
    this.#meanwhile = meanwhile;
    this.#lacks = lacks;
  }

  add(difference: Difference): void {
    this.#count(meaningOf(difference, this.#input, this.#meanwhile), lineOf(difference));
  }

  /**
   * Names that are one file in the revision alone, or in the tree alone. Where files were written meanwhile, names of one file
   * can have become two.
   */
  addLinks({ path }: Difference): void {
    const meaning = meaningOf(
      { type: "changed", path, kind: "", attributes: [], modified: null },
      this.#input,
      this.#meanwhile,
    );
    if (meaning === "outside") return;
    const was = this.#has("changed meanwhile") ? "changed meanwhile" : "differs";
    this.#count(was, `${shortenedPath(path)}: hard links`);
  }

  addUnread(path: string): void {
    this.#count("unread", shortenedPath(path));
  }

  outcome(): Outcome {
    const warnings: Diagnostic[] = [];
    if (this.#has("not carried")) warnings.push(RSURE.warning("rsure-not-carried", this.#text("not carried")));
    if (this.#has("not stored")) warnings.push(RSURE.warning("rsure-not-stored", this.#text("not stored")));
    if (this.#has("changed meanwhile"))
      warnings.push(RSURE.warning("rsure-changed-meanwhile", this.#text("changed meanwhile")));
    if (this.#has("maybe a cache")) warnings.push(RSURE.warning("rsure-maybe-cache", this.#text("maybe a cache")));
    const bad = [
      ...(this.#has("differs") ? [this.#text("differs")] : []),
      ...(this.#has("unread") ? [`Not readable:\n${this.#text("unread")}`] : []),
    ];
    if (this.#lacks.length > 0) {
      const detail = `The place of the restored tree does not store: ${this.#lacks.join(", ")}.`;
      warnings.push(RSURE.warning("rsure-place-lacks", detail));
    }
    const proof = this.#proof(bad.length > 0);
    if (bad.length === 0) return { status: "done", made: null, moved: this.moved, warnings, ...proof };
    return { status: "failed", diagnostic: RSURE.error("rsure-differs", bad.join("\n")), warnings, ...proof };
  }

  #proof(differs: boolean): { readonly proof?: Proof } {
    const { proof } = this.#input;
    if (proof === null) return {};
    const count = (...meanings: readonly (Meaning | "unread")[]) =>
      meanings.reduce((sum, meaning) => sum + (this.#counts.get(meaning) ?? 0), 0);
    const meanwhile = count("changed meanwhile");
    const verdict = differs ? "failed" : meanwhile > 0 ? "not proven" : "proven";
    const differences = differs ? count("differs", "unread") : meanwhile;
    const { files = 0, bytes = 0 } = this.moved;
    const root = this.#input.lacksRoot === true ? ["owner, mode and time of the root directory"] : [];
    const times = this.#has("not stored") ? ["times that the archive cannot store"] : [];
    const lacks = [...this.#lacks, ...root, ...times, ...this.#lacksOfSample()];
    const coverage = this.coverage === null ? {} : { coverage: this.coverage };
    return { proof: { verdict, point: proof.point, files, bytes, differences, lacks, ...coverage } };
  }

  #lacksOfSample(): readonly string[] {
    const { sample, asRoot } = this.#input;
    const isCarried = !this.#has("not carried") && (sample === undefined || asRoot);
    return [
      ...(sample?.in === "part" ? ["attributes of directories, and hard links"] : []),
      ...(isCarried ? [] : ["owners and devices, without root"]),
    ];
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
