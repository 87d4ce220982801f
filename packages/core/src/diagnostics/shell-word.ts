/** One word for a shell; control characters as bash's `$'...'` writes them, so that a terminal never gets one raw. */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./{}-]+$/.test(word)) return word;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  if (!/[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
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
