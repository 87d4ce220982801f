/** One of rsync's filter rules, as far as this world knows them. */
interface Rule {
  readonly does: "exclude" | "hide" | "protect" | "show";
  readonly matches: (path: string) => boolean;
}

export interface Rules {
  /** Whether the sending side leaves an entry out; what is below is left out with it. */
  leavesOut(path: string): boolean;
  /** Whether the receiving side keeps what the source does not have. */
  protects(path: string): boolean;
}

/** @param deleteExcluded an exclude then counts on the sending side only */
export function rulesOf(filters: readonly string[], deleteExcluded: boolean): Rules {
  // Rules for extended attributes match no path, and this world has no such attributes.
  const rules = filters.filter((filter) => !/^[-+]x/.test(filter)).map(parse);
  const first = (path: string, ...kinds: readonly Rule["does"][]) => {
    const rule = rules.find(({ does, matches }) => kinds.includes(does) && matches(path));
    return rule !== undefined && rule.does !== "show";
  };
  return {
    leavesOut: (path) => first(path, "exclude", "hide", "show"),
    protects: (path) => (deleteExcluded ? first(path, "protect") : first(path, "protect", "exclude")),
  };
}

const KINDS: { readonly [letter: string]: Rule["does"] } = { "-": "exclude", H: "hide", P: "protect", S: "show" };

function parse(filter: string): Rule {
  const [, letter = "", pattern = ""] = /^([-HPS]) (.*)$/s.exec(filter) ?? [];
  const does = KINDS[letter];
  if (does === undefined) throw new Error(`the fake's rsync does not know the filter ${filter}`);
  const expression = expressionOf(pattern.replace(/^\//, ""));
  if (pattern.startsWith("/")) return { does, matches: (path) => expression.test(path) };
  if (pattern.includes("/") || pattern.includes("**")) {
    throw new Error(`the fake's rsync matches a path only from the root: ${filter}`);
  }
  return { does, matches: (path) => expression.test(path.slice(path.lastIndexOf("/") + 1)) };
}

/** A pattern without a wildcard is literal, backslashes too. `?` and a class are one byte. */
function expressionOf(pattern: string): { test(path: string): boolean } {
  const expression = new RegExp(`^${/[*?[]/.test(pattern) ? wild(bytes(pattern)) : literal(bytes(pattern))}$`, "s");
  return { test: (path) => expression.test(bytes(path)) };
}

function bytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function wild(pattern: string): string {
  let expression = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    const set = character === "[" ? SET.exec(pattern.slice(at))?.[0] : undefined;
    if (set !== undefined) {
      expression += `(?!/)${setOf(set)}`;
      at += set.length - 1;
    } else if (pattern.startsWith("**", at)) {
      expression += ".*";
      at++;
    } else if (character === "*") expression += "[^/]*";
    else if (character === "?") expression += "[^/]";
    else if (character === "\\") expression += literal(pattern[++at] ?? "\\");
    else expression += literal(character);
  }
  return expression;
}

/** `[`, perhaps `!` or `^`, perhaps a `]` that is a member, then classes with names, escapes and characters up to `]`. */
const SET = /^\[[!^]?\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*\]/s;

function setOf(set: string): string {
  const [, not = "", members = ""] = /^\[([!^]?)(.*)\]$/s.exec(set) ?? [];
  const inside = members.replaceAll(/\[:cntrl:\]|\\(.)|[[\]^]/gs, (all, escaped?: string) => {
    return all === "[:cntrl:]" ? "\\x00-\\x1f\\x7f" : `\\${escaped ?? all}`;
  });
  return `[${not === "" ? "" : "^"}${inside}]`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
