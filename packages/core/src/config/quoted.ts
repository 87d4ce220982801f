const LONGEST = 80;

/** A text of the user's inside a sentence: in quotes, with escapes for what cannot be seen, and never endless. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** `a`, `b` or `c`. */
export function listed(names: readonly string[], word = "or"): string {
  const marked = names.map((name) => `\`${name}\``);
  if (marked.length < 2) return marked.join("");
  return `${marked.slice(0, -1).join(", ")} ${word} ${marked.at(-1)}`;
}

/** The names that could have been meant, as a sentence; `where` is the key that they are declared in. */
export function declaredNames(names: Iterable<string>, where: string): string {
  const all = [...names];
  if (all.length === 0) return `None are declared in \`${where}\`.`;
  const shown = all.slice(0, MOST_SHOWN).map((name) => `\`${name}\``);
  const more = all.length > MOST_SHOWN ? `, and ${all.length - MOST_SHOWN} more` : "";
  return `Declared in \`${where}\`: ${shown.join(", ")}${more}.`;
}

const MOST_SHOWN = 12;
