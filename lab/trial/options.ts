import { ARCHIVERS } from "./archivers/index.ts";

export interface Options {
  /** Small trees, for a quick look. */
  readonly small: boolean;
  readonly seed: number;
  /** Only archivers whose name contains this. */
  readonly only: string;
  /** A file for the results as JSON; null for none. */
  readonly record: string | null;
}

/** The options, or the reason why the arguments are wrong. */
export function parseOptions(words: readonly string[]): Options | string {
  let options: Options = { small: false, seed: 1, only: "", record: null };
  for (const word of words) {
    const [name, value] = word.split("=", 2);
    if (word === "--small") options = { ...options, small: true };
    else if (name === "--seed" && /^\d{1,9}$/.test(value ?? "")) options = { ...options, seed: Number(value) };
    else if (name === "--only" && archiverNamed(value ?? "")) options = { ...options, only: value ?? "" };
    else if (name === "--record" && value) options = { ...options, record: value };
    else return `unknown argument: ${word}. Possible: --here, --small, --seed=NUMBER, --only=ARCHIVER, --record=FILE`;
  }
  return options;
}

function archiverNamed(text: string): boolean {
  return ARCHIVERS.some(({ name }) => name.includes(text));
}
