import { type Cursor, isPrinter, placesIn } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const passphraseInCommand: Rule = {
  code: "passphrase-in-command",
  severity: "error",
  summary: "Config contains a passphrase",
  judges: "written",
  cause: "The passphrase command only prints one of its arguments, so the passphrase itself is in the config.",
  effect: "Each user who can read the config, a copy of it, a plan or the list of processes knows the passphrase.",
  remedy:
    'Put the passphrase into a file that only its owner can read (`passphrase: { file: "/PATH" }`), or use a command that reads it from a password store. If the config was ever shared, change the passphrase.',
  check: breaches,
};

function* breaches({ root }: Subject): Generator<Breach> {
  for (const [, repository] of root.at("repositories").entries()) {
    for (const command of placesIn(repository, "secretCommands")) {
      const items = command.items();
      if (prints(items)) yield { span: items[0]?.span ?? repository.span, detail: DETAIL };
    }
  }
}

const DETAIL =
  'This command prints its arguments, so the passphrase is in the config, in plans and in the list of processes. Put it into a file that only its owner can read, and write `passphrase: { file: "/PATH" }`. If this file was ever shared, change the passphrase.';

/** Itself, or by way of a shell. */
function prints(items: readonly Cursor[]): boolean {
  const texts = items.map((item) => item.text() ?? "");
  if (isPrinter(texts[0] ?? "")) return texts.length > 1 || /\s\S/.test(texts[0] ?? "");
  return (
    /(^|\/)(ba|da|z|k)?sh$/.test(texts[0] ?? "") && texts.slice(1).some((text) => isPrinter(text) && !/[$`]/.test(text))
  );
}
