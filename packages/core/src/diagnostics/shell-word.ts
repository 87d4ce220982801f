/** A word as `sh` and Python's `shlex` read it, in quotes if necessary. Its characters are unchanged. */
export function quotedWord(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The same for bash, to show and copy: control characters are in `$'...'`, so a terminal never gets them raw. */
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
