import type { Names } from "./nearest.ts";

const LONGEST = 80;

/** A text of the user in a sentence: in quotes, with escapes for invisible characters, and of limited length. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** `a`, `b` or `c`; of many names the first. */
export function listed(names: readonly string[], word = "or"): string {
  if (names.length > MOST_LISTED) return someOf(names, MOST_LISTED);
  const marked = names.map((name) => `\`${name}\``);
  if (marked.length < 2) return marked.join("");
  return `${marked.slice(0, -1).join(", ")} ${word} ${marked.at(-1)}`;
}

/** The declared names as a sentence. `where` is the key in which they are declared. */
export function declaredNames({ all }: Names, where: string): string {
  return all.length === 0
    ? `None are declared in \`${where}\`.`
    : `Declared in \`${where}\`: ${someOf(all, MOST_DECLARED)}.`;
}

function someOf(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map((name) => `\`${name}\``);
  const more = names.length > most ? `, and ${names.length - most} more` : "";
  return `${shown.join(", ")}${more}`;
}

const MOST_DECLARED = 12;
/** More than any object of the language has keys. */
const MOST_LISTED = 24;
