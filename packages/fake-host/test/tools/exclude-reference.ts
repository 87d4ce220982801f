/**
 * The language of excludes a second time, from its text and by trying everything: whether `glob` leaves out `path`. A
 * byte of a name that is no UTF-8 is a character from U+DC80 to U+DCFF, as in Python.
 */
export function isLeftOut(glob: string, path: string): boolean {
  const names = path.split("/");
  const pattern = (glob.includes("/") ? glob.replace(/^\//, "") : `**/${glob}`).split("/");
  return names.some((_, index) => pathMatches(pattern, names.slice(0, index + 1)));
}

function pathMatches(pattern: readonly string[], names: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  const [name, ...below] = names;
  if (first === undefined) return name === undefined;
  if (first !== "**") return name !== undefined && nameMatches(first, name) && pathMatches(rest, below);
  if (rest.length === 0) return name !== undefined;
  return pathMatches(rest, names) || (name !== undefined && pathMatches(pattern, below));
}

function nameMatches(glob: string, name: string): boolean {
  const tried = new Map<string, boolean>();
  const matches = (glob: string, name: string): boolean => {
    const key = `${glob.length} ${name.length}`;
    const found = tried.get(key) ?? restMatches(glob, name, matches);
    tried.set(key, found);
    return found;
  };
  return matches(glob, name);
}

/** @param matches the same for what comes behind */
function restMatches(glob: string, name: string, matches: (glob: string, name: string) => boolean): boolean {
  if (glob === "") return name === "";
  const token = /^(?:\\.|\[[!^]?\]?(?:\\.|[^\]\\])*\]|.)/su.exec(glob)?.[0] ?? "";
  const rest = glob.slice(token.length);
  if (token === "*") return matches(rest, name) || (name !== "" && matches(glob, name.slice(1)));
  const [character] = name;
  return character !== undefined && isOne(token, character) && matches(rest, name.slice(character.length));
}

function isOne(token: string, character: string): boolean {
  const isAscii = character <= "\u007f";
  if (token === "?") return isAscii;
  if (token.startsWith("\\")) return token.slice(1) === character;
  const [, not, members] = /^\[([!^]?)(.*)\]$/su.exec(token) ?? [];
  if (members === undefined) return token === character;
  const isMember = membersOf(members).has(character);
  return not === "" ? isMember : isAscii && !isMember;
}

function membersOf(text: string): ReadonlySet<string> {
  const members = new Set<string>();
  for (const [, low = "", high = low] of text.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/gsu)) {
    const [first = 0, last = 0] = [low, high].map((each) =>
      (each.length > 1 && each.startsWith("\\") ? each.slice(1) : each).codePointAt(0),
    );
    for (let code = first; code <= last; code++) members.add(String.fromCodePoint(code));
  }
  return members;
}
