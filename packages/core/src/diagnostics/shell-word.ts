/**
 * A word as `sh` and what splits a line like it (Python's `shlex`) read it: in quotes when it needs them. Its characters
 * stay as they are.
 */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The same for bash, to be read and copied: a terminal never gets a control character raw, it is in `$'...'`. */
export function shellWord(word: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  if (!/[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(word)) return quotedWord(word);
  return `$'${[...word].map(ansiCCharacter).join("")}'`;
}

function ansiCCharacter(character: string): string {
  if (character === "'" || character === "\\") return `\\${character}`;
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (/^[ -~]$/.test(character)) return character;
  if (/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const bytes = [...Buffer.from(character, "utf8")];
  return bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
}
