import type { Step } from "../model/command.ts";

/** A step as a line that a shell would take: to be read, and copied where something is finished by hand. */
export function stepText(step: Step): string {
  if (step.do === "write")
    return `write ${shellWord(step.path)} ${shellWord(step.content.trim().replaceAll(/\n\s*/g, " "))}`;
  const environment = Object.entries(step.env)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${shellWord(value)}`);
  const descriptors = Object.entries(step.descriptors).map(([number, path]) => `${number}<${shellWord(path)}`);
  const line = [...environment, ...step.argv.map(shellWord), ...descriptors].join(" ");
  return step.cwd === null ? line : `(cd ${shellWord(step.cwd)} && ${line})`;
}

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
