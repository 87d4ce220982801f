/**
 * Whether a glob (`*`, `?`, `[a-z]`, `[!a-z]`) matches a whole name. Two pointers instead of a regular expression:
 * a glob comes from outside, and one of many stars would take a backtracking matcher for ever.
 */
export function globMatches(glob: string, name: string): boolean {
  const pattern = pieces(glob);
  const letters = [...name];
  let [piece, letter] = [0, 0];
  let retry: { readonly piece: number; readonly letter: number } | null = null;
  while (letter < letters.length) {
    const current = pattern[piece];
    if (current === "*") {
      retry = { piece: piece + 1, letter };
      piece++;
    } else if (current?.(letters[letter] ?? "")) {
      piece++;
      letter++;
    } else if (retry !== null) {
      retry = { piece: retry.piece, letter: retry.letter + 1 };
      ({ piece, letter } = retry);
    } else {
      return false;
    }
  }
  return pattern.slice(piece).every((rest) => rest === "*");
}

type Piece = "*" | ((letter: string) => boolean);

function pieces(glob: string): readonly Piece[] {
  const found: Piece[] = [];
  const letters = [...glob];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? "";
    const close = letter === "[" ? letters.indexOf("]", at + (letters[at + 1] === "!" ? 3 : 2)) : -1;
    if (letter === "*") {
      found.push("*");
    } else if (letter === "?") {
      found.push(() => true);
    } else if (close > 0) {
      found.push(classOf(letters.slice(at + 1, close)));
      at = close;
    } else {
      found.push((other) => other === letter);
    }
  }
  return found;
}

function classOf(inner: readonly string[]): (letter: string) => boolean {
  const negated = inner[0] === "!";
  const members = negated ? inner.slice(1) : inner;
  return (letter) => holds(members, letter) !== negated;
}

function holds(members: readonly string[], letter: string): boolean {
  for (let at = 0; at < members.length; at++) {
    const low = members[at] ?? "";
    const high = members[at + 1] === "-" ? members[at + 2] : undefined;
    if (high === undefined) {
      if (low === letter) return true;
    } else {
      if (low <= letter && letter <= high) return true;
      at += 2;
    }
  }
  return false;
}
