import { normalize } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Failure } from "../../diagnostics/failure.ts";
import { newerVersion } from "../check/index.ts";
import { kindOf } from "../check/words.ts";
import type { ConfigCode } from "../codes/index.ts";
import { parse } from "../parse/index.ts";
import type { Span } from "../positions.ts";
import { listed, quoted } from "../quoted.ts";
import { Report } from "../report.ts";
import type { Member, ObjectNode, TreeNode } from "../tree.ts";
import { Merge, shifted, without } from "./merge.ts";
import { includedName, includeFault, MOST_FILES } from "./name.ts";
import { Texts } from "./texts.ts";

/** The included files by their names, or why one could not be read. */
export type Includes = ReadonlyMap<string, Uint8Array | string | Failure>;

export interface Assembled {
  readonly texts: Texts;
  /** All files and the overrides of the host as one; null when a file is missing or is no JSON5. */
  readonly tree: TreeNode | null;
  readonly report: Report;
  /** The names of all files that are JSON5. */
  readonly readable: readonly string[];
  /** The hosts with overrides, sorted. */
  readonly hosts: readonly string[];
}

interface Problem {
  readonly code: ConfigCode;
  readonly span: Span;
  readonly detail: string;
}

/** One file, and the files that it includes, in their order. */
interface FileTree {
  readonly tree: ObjectNode;
  readonly included: readonly FileTree[];
}

/** Keys about the file itself. An override cannot have them. */
const OF_FILE = ["$schema", "version", "include", "hosts"];

/** Composes a config of its text, the files that it includes, and the overrides of one host. Pure. */
export function assemble(
  content: Uint8Array | string,
  file: string,
  { host, includes }: { readonly host: string; readonly includes: Includes },
): Assembled {
  return new Assembly(host, includes).of(content, file);
}

class Assembly {
  readonly #host: string;
  readonly #includes: Includes;
  readonly #texts: { readonly file: string; readonly text: string }[] = [];
  readonly #found: Diagnostic[] = [];
  readonly #failed: { readonly failure: Failure; readonly span: Span }[] = [];
  readonly #problems: Problem[] = [];
  readonly #names = new Set<string>();
  readonly #readable: string[] = [];
  readonly #merge = new Merge();
  readonly #hosts = new Map<string, Span>();
  #isComplete = true;
  #hasOwn = false;

  constructor(host: string, includes: Includes) {
    this.#host = host;
    this.#includes = includes;
  }

  of(content: Uint8Array | string, file: string): Assembled {
    const { root, tree } = this.#read(content, file, []);
    const merged = tree === null ? root : this.#composed(tree);
    this.#checkHost();
    const texts = new Texts(this.#texts, this.#merge.earlier);
    const report = new Report(texts);
    for (const each of this.#found) report.take(each);
    for (const { code, span, detail } of this.#problems) report.add(code, span, detail);
    for (const { failure, span } of this.#failed) {
      for (const each of failure.diagnostics) report.take({ ...each, ...texts.place(span) });
    }
    const hosts = [...this.#hosts.keys()].sort();
    return { texts, tree: this.#isComplete ? merged : null, report, readable: this.#readable, hosts };
  }

  #read(
    content: Uint8Array | string,
    file: string,
    above: readonly string[],
  ): { readonly root: TreeNode | null; readonly tree: FileTree | null } {
    const { text, tree: own, report } = parse(content, file);
    const base = this.#texts.reduce((sum, each) => sum + each.text.length + 1, 0);
    this.#texts.push({ file, text });
    this.#names.add(normalize(file));
    this.#found.push(...report.diagnostics);
    if (own === null) {
      this.#isComplete = false;
      return { root: null, tree: null };
    }
    this.#readable.push(file);
    const root = shifted(own, base);
    if (root.kind !== "object") {
      if (above.length > 0)
        this.#fault("config-wrong-type", root.span, `An included file must be an object, and this is ${kindOf(root)}.`);
      return { root, tree: null };
    }
    // The config has a version of its own, which hides this one.
    const newer = above.length > 0 ? newerVersion(root) : null;
    if (newer !== null) this.#fault("config-newer-version", newer.span, newer.detail);
    this.#hostsIn(root);
    return { root, tree: { tree: root, included: this.#includedBy(root, file, above) } };
  }

  #includedBy(root: ObjectNode, file: string, above: readonly string[]): readonly FileTree[] {
    const value = root.members.get("include")?.value;
    if (value === undefined) return [];
    if (value.kind !== "array") {
      this.#fault(
        "config-wrong-type",
        value.span,
        `The value is ${kindOf(value)}. It must be a list of paths, for example \`["policies.json5"]\`.`,
      );
      return [];
    }
    return value.items.flatMap((item) => this.#included(item, file, [...above, normalize(file)]) ?? []);
  }

  #included(item: TreeNode, file: string, above: readonly string[]): FileTree | null {
    if (item.kind !== "scalar" || typeof item.value !== "string") {
      this.#fault(
        "config-wrong-type",
        item.span,
        `The value is ${kindOf(item)}. It must be a path, for example \`"policies.json5"\`.`,
      );
      return null;
    }
    const fault = includeFault(item.value);
    if (fault !== null) return this.#fault("config-bad-include", item.span, fault);
    const name = includedName(file, item.value);
    if (above.includes(name)) {
      const cycle = [...above.slice(above.indexOf(name)), name].map(quoted).join(" includes ");
      return this.#fault(
        "config-include-twice",
        item.span,
        `The files include each other: ${cycle}. Remove this entry.`,
      );
    }
    if (this.#names.has(name)) {
      return this.#fault(
        "config-include-twice",
        item.span,
        `${quoted(name)} is already included. Remove one of the entries, because the order of the files decides which value counts.`,
      );
    }
    if (this.#names.size >= MOST_FILES) {
      return this.#fault(
        "config-bad-include",
        item.span,
        `A config consists of at most ${MOST_FILES} files. Put several into one.`,
      );
    }
    const content = this.#includes.get(name);
    if (content === undefined) {
      return this.#fault(
        "config-bad-include",
        item.span,
        `${quoted(name)} was not read. A text that was not read from a file cannot include files.`,
      );
    }
    if (typeof content === "string" || content instanceof Uint8Array) return this.#read(content, name, above).tree;
    this.#isComplete = false;
    this.#names.add(name);
    this.#failed.push({ failure: content, span: item.span });
    return null;
  }

  /** A file wins over the files that it includes, a later one over an earlier one, and the host over its own file. */
  #composed({ tree, included }: FileTree): ObjectNode {
    const inner = included.map((each) => this.#composed(each));
    const below = inner.reduce<ObjectNode | null>(
      (all, each) => (all === null ? each : this.#merge.merged(all, each)),
      null,
    );
    const own = without(tree, ["include", "hosts"]);
    const whole = below === null ? own : this.#merge.merged(without(below, ["$schema"]), own);
    const override = this.#overrideIn(tree);
    return override === null ? whole : { ...this.#merge.merged(whole, override), span: own.span };
  }

  #overrideIn(tree: ObjectNode): ObjectNode | null {
    const hosts = tree.members.get("hosts")?.value;
    const own = hosts?.kind === "object" ? hosts.members.get(this.#host)?.value : undefined;
    return own?.kind === "object" ? without(own, OF_FILE) : null;
  }

  #hostsIn(root: ObjectNode): void {
    const hosts = root.members.get("hosts");
    if (hosts === undefined) return;
    if (hosts.value.kind !== "object") {
      this.#fault(
        "config-wrong-type",
        hosts.value.span,
        `The value is ${kindOf(hosts.value)}. It must be an object with the overrides by host.`,
      );
      return;
    }
    for (const member of hosts.value.members.values()) this.#checkOverride(member);
    if (hosts.value.members.has(this.#host)) this.#hasOwn = true;
    for (const name of hosts.value.members.keys()) if (!this.#hosts.has(name)) this.#hosts.set(name, hosts.keySpan);
  }

  #checkOverride({ key, keySpan, value }: Member): void {
    if (value.kind !== "object") {
      this.#fault(
        "config-wrong-type",
        value.span,
        `The value is ${kindOf(value)}. It must be an object with the overrides of host ${quoted(key)}.`,
      );
      return;
    }
    if (key === "") this.#fault("config-bad-name", keySpan, "The name of a host cannot be empty.");
    for (const name of OF_FILE) {
      const member = value.members.get(name);
      if (member !== undefined)
        this.#fault(
          "config-unknown-key",
          member.keySpan,
          `\`${name}\` is a key of a file, and not of a host. Move it to the top of the file.`,
        );
    }
  }

  /** Overrides for other hosts only are most often a misspelled name, and this host would run the config of none. */
  #checkHost(): void {
    const [first] = this.#hosts.values();
    if (first === undefined || this.#hasOwn) return;
    const names = [...this.#hosts.keys()].sort();
    const detail = `This host is ${quoted(this.#host)}, and \`hosts\` declares ${listed(names, "and")}. If this host uses the config without overrides, add \`${JSON.stringify(this.#host)}: {}\`.`;
    this.#fault("config-no-such-host", first, detail);
  }

  #fault(code: ConfigCode, span: Span, detail: string): null {
    this.#problems.push({ code, span, detail });
    return null;
  }
}
