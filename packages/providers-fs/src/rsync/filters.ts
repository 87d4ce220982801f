import { classesOf, type Exclude, type ExcludePart, type NamePiece } from "@rdump/core/provider";

/**
 * Excludes as rsync's filter rules (rsync(1), FILTER RULES), each the value of one `--filter`. What rsync excludes, it
 * excludes with everything below. An exclude becomes several rules where rsync has no word for it.
 */
export function rsyncFilters(excludes: readonly Exclude[]): readonly string[] {
  return excludes.flatMap(({ parts }) => formsOf(parts).map(ruleOf));
}

/** rsync drops a longer rule, says so on stderr, and exits with 0: tried with 3.5.0, where the limit is 4096. */
const LONGEST_RULE = 4000;

/** A part of a rule: characters that are themselves, or what rsync reads as a wildcard. */
type Term = { readonly text: string } | { readonly wild: string };
type Form = readonly Term[];

function ruleOf(form: Form): string {
  // A rule without a wildcard has no escapes: there a backslash is itself.
  const isWild = form.some((term) => "wild" in term || /[*?[]/.test(term.text));
  const pattern = form.map((term) => ("wild" in term ? term.wild : isWild ? escaped(term.text) : term.text)).join("");
  const rule = `- ${pattern}`;
  if (Buffer.byteLength(rule) > LONGEST_RULE) throw new Error(`rsync would drop the rule ${rule.slice(0, 100)}...`);
  return rule;
}

/** `[*]` for a `*`: rsync looks for `**` in the text of a rule, where `\**` holds it too. */
function escaped(text: string): string {
  return text.replace(/[\\*?[]/g, (character) => (character === "*" ? "[*]" : `\\${character}`));
}

/** A rule without a slash is matched against the last name of a path, at any depth; one that begins with it is anchored. */
function formsOf(parts: readonly ExcludePart[]): readonly Form[] {
  const [first, second, ...rest] = parts;
  if (first?.kind === "directories" && second?.kind === "name" && rest.length === 0) return nameForms(second.pieces);
  return parts.reduce<readonly Form[]>(
    (forms, part, index) => combined(forms, partForms(part, index === parts.length - 1)),
    [[{ text: "/" }]],
  );
}

/** `**` between slashes is one directory at least in rsync. */
function partForms(part: ExcludePart, isLast: boolean): readonly Form[] {
  if (part.kind === "directories") return [[], [{ wild: "**" }, { text: "/" }]];
  const forms = nameForms(part.pieces);
  return isLast ? forms : combined(forms, [[{ text: "/" }]]);
}

function nameForms(pieces: readonly NamePiece[]): readonly Form[] {
  return pieces.reduce<readonly Form[]>((forms, piece) => combined(forms, pieceForms(piece)), [[]]);
}

function pieceForms(piece: NamePiece): readonly Form[] {
  switch (piece.kind) {
    case "text":
      return [[{ text: piece.text }]];
    case "any":
      return [[{ wild: "*" }]];
    case "character": {
      const { ascii, beyond } = classesOf(piece);
      const spelled = beyond.map((text): Form => [{ text }]);
      return ascii === null ? spelled : [[{ wild: ascii }], ...spelled];
    }
  }
}

function combined(heads: readonly Form[], tails: readonly Form[]): readonly Form[] {
  return heads.flatMap((head) => tails.map((tail) => [...head, ...tail]));
}
