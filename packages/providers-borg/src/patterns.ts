import type { Exclude } from "@rdump/core/provider";

/**
 * Excludes as borg's `--exclude` takes them, for an archive that is made from `.`: borg then matches against `a/b`,
 * without a leading `./`, and against `.` for the root itself, which no exclude may ever match.
 */
export function borgPatterns(excludes: readonly Exclude[]): readonly string[] {
  return excludes.map((exclude) =>
    exclude.kind === "path" ? pathPattern(exclude.path) : `re:(?:\\A(?!\\.\\Z)|/)${nameExpression(exclude.glob)}\\Z`,
  );
}

/** `pp:` is literal, is anchored, and takes what is below along. */
function pathPattern(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  if (trimmed === "" || trimmed.split("/").some((name) => name === "" || name === "." || name === "..")) {
    throw new Error(`not a path below the root of a volume: ${JSON.stringify(path)}`);
  }
  return `pp:${trimmed}`;
}

/** A glob on one name as a regular expression of Python; nothing in it ever matches a slash. */
function nameExpression(glob: string): string {
  const characters = Array.from(glob);
  let expression = "";
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    const end = character === "[" ? classEnd(characters, at) : -1;
    if (end > 0) {
      expression += classExpression(characters.slice(at + 1, end));
      at = end;
    } else if (character === "*") expression += "[^/]*";
    else if (character === "?") expression += "[^/]";
    else expression += literal(character);
  }
  return expression;
}

/**
 * Where the `]` of a class stands; a `]` right at its beginning is a member of it. -1: the `[` is just a `[`.
 * As in Python's fnmatch, only `!` negates and a backslash is itself.
 */
function classEnd(characters: readonly string[], start: number): number {
  const members = start + (characters[start + 1] === "!" ? 2 : 1);
  return characters.indexOf("]", characters[members] === "]" ? members + 1 : members);
}

function classExpression(characters: readonly string[]): string {
  const negated = characters[0] === "!";
  const members = negated ? characters.slice(1) : characters;
  let inside = "";
  for (let at = 0; at < members.length; at++) {
    const from = members[at] ?? "";
    const to = members[at + 2];
    if (members[at + 1] === "-" && to !== undefined) {
      // A range that runs backwards holds nothing, in every glob; Python would refuse the whole expression.
      if ((from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0)) inside += `${literal(from)}-${literal(to)}`;
      at += 2;
    } else inside += literal(from);
  }
  if (inside === "") return negated ? "[^/]" : "(?!)";
  return negated ? `[^/${inside}]` : `(?!/)[${inside}]`;
}

function literal(character: string): string {
  return /[\\.^$*+?{}[\]|()#&~-]/.test(character) ? `\\${character}` : character;
}
