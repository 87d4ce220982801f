import { commandsIn } from "../../config/facts/commands.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const commandOneString: Rule = {
  code: "command-one-string",
  severity: "error",
  summary: "Command and arguments are one text",
  judges: "written",
  cause:
    "No shell runs a command, so the first item is the name of the program. No program has the name `systemctl stop indexer`.",
  effect: "The command fails at each run.",
  remedy: 'Write each argument as a list item: `["systemctl", "stop", "indexer"]`.',
  check: breaches,
};

function* breaches({ root }: Subject): Generator<Breach> {
  for (const items of commandsIn(root)) {
    const [first] = items;
    const command = first?.text() ?? "";
    if (first === undefined || items.length !== 1 || !isSeveral(command)) continue;
    const detail =
      "No shell runs the command, so this whole text is used as the name of a program. Write each argument as a list item.";
    if (/["'\\`$;&|<>(){}*?~#\n]/.test(command)) yield { span: first.span, detail };
    else {
      const text = command
        .trim()
        .split(/\s+/)
        .map((word) => JSON.stringify(word))
        .join(", ");
      yield {
        span: first.span,
        detail,
        fix: { what: "writes each word as a separate item", edits: [{ span: first.span, text }] },
      };
    }
  }
}

/** A path may have spaces in it (`/opt/my tools/run`): then a directory goes on behind the space. */
function isSeveral(command: string): boolean {
  const [, first = "", rest = ""] = /^(\S+)\s+(\S.*)$/s.exec(command.trim()) ?? [];
  return rest !== "" && !(first.startsWith("/") && /^[^\s/-][^\s/]*\//.test(rest));
}
