/** One of rsync's filter rules, as far as this world knows them. */
interface Rule {
  readonly does: "exclude" | "hide" | "protect";
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
  const rules = filters.map(parse);
  const first = (path: string, ...kinds: readonly Rule["does"][]) =>
    rules.some(({ does, matches }) => kinds.includes(does) && matches(path));
  return {
    leavesOut: (path) => first(path, "exclude", "hide"),
    protects: (path) => (deleteExcluded ? first(path, "protect") : first(path, "protect", "exclude")),
  };
}

const KINDS: { readonly [letter: string]: Rule["does"] } = { "-": "exclude", H: "hide", P: "protect" };

function parse(filter: string): Rule {
  const [, letter = "", pattern = ""] = /^([-HP]) (.*)$/s.exec(filter) ?? [];
  const does = KINDS[letter];
  if (does === undefined) throw new Error(`the fake's rsync does not know the filter ${filter}`);
  if (pattern.startsWith("/")) {
    const expression = expressionOf(pattern.slice(1));
    return { does, matches: (path) => expression.test(path) };
  }
  if (pattern.includes("/")) throw new Error(`the fake's rsync anchors only at the root: ${filter}`);
  const expression = expressionOf(pattern);
  return { does, matches: (path) => expression.test(path.slice(path.lastIndexOf("/") + 1)) };
}

/** A pattern without a wildcard is literal, backslashes too. */
function expressionOf(pattern: string): RegExp {
  if (!/[*?[]/.test(pattern)) return new RegExp(`^${literal(pattern)}$`, "s");
  let expression = "";
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    const close = character === "[" ? pattern.indexOf("]", at + 2) : -1;
    if (close > 0) {
      const inside = pattern.slice(at + 1, close).replace(/^[!^]/, "^");
      expression += `[${inside.replaceAll("\\", "\\\\")}]`;
      at = close;
    } else if (character === "*") expression += "[^/]*";
    else if (character === "?") expression += "[^/]";
    else if (character === "\\") expression += literal(pattern[++at] ?? "\\");
    else expression += literal(character);
  }
  return new RegExp(`^${expression}$`, "s");
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
