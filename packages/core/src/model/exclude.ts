/**
 * One declared exclude, parsed. It leaves out each file and directory whose names, from the volume's root on, match
 * `parts`, with everything below. docs/configuration.md defines the language; only `config/exclude/` parses it.
 */
export type Exclude = {
  /** As declared, for messages. */
  readonly text: string;
  /** At least one. The last is a name, and the parts never match every name at the root. */
  readonly parts: readonly ExcludePart[];
};

/** `directories` is `**`: any number of directories, also none. Two of them are never neighbours. */
export type ExcludePart =
  | { readonly kind: "directories" }
  | { readonly kind: "name"; readonly pieces: readonly NamePiece[] };

/**
 * A piece of a pattern for one name. `text` matches itself: it has no `/` and no control character. `any` is `*`: any
 * bytes but `/`, also none. Neighbours are never of the same kind `text` or `any`.
 */
export type NamePiece = { readonly kind: "text"; readonly text: string } | { readonly kind: "any" } | CharacterPiece;

/**
 * One character. Not negated: one of `ranges`, which are not empty. Negated: one ASCII character, also a control
 * character, that is not in `ranges`, which are ASCII; `?` is negated without ranges. Never `/`.
 */
export type CharacterPiece = {
  readonly kind: "character";
  readonly negated: boolean;
  /** Sorted, not overlapping, without `/` and without control characters. */
  readonly ranges: readonly CharacterRange[];
};

/** Two single characters, both included. `from` is at most `to`. Both are ASCII or both are not. */
export type CharacterRange = {
  readonly from: string;
  readonly to: string;
};

/** The only name that the pieces match; null when they have a wildcard. */
export function literalName(pieces: readonly NamePiece[]): string | null {
  const texts = pieces.map((piece) => (piece.kind === "text" ? piece.text : null));
  return texts.includes(null) ? null : texts.join("");
}

/** The only path that the parts match, from the volume's root; null when they have a wildcard or `**`. */
export function literalPath(parts: readonly ExcludePart[]): string | null {
  const names = parts.map((part) => (part.kind === "name" ? literalName(part.pieces) : null));
  return names.includes(null) ? null : names.join("/");
}
