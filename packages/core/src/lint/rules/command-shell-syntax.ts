import { commandsIn } from "../../config/facts/commands.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const commandShellSyntax: Rule = {
  code: "command-shell-syntax",
  severity: "warning",
  summary: "Command uses shell syntax, but no shell runs it",
  judges: "written",
  cause:
    "The command contains `&&`, `|`, `>`, `~` or `$HOME`, or its program is a relative path. Each item is passed to the program unchanged, and a relative path begins at `/`, where commands are started.",
  effect: "The program receives the shell syntax as arguments, or another program runs.",
  remedy:
    'Put the command into a script and name the absolute path of the script, or start a shell: `["sh", "-c", "…"]`.',
  check: breaches,
};

const SYNTAX = /^(&&|\|\|?|;|&|>>?|<|2>&1|[12]?>\/dev\/null|~(\/.*)?|\$\w+|\$\{\w+\})$/;

function* breaches({ root }: Subject): Generator<Breach> {
  for (const items of commandsIn(root)) {
    const [first] = items;
    const command = first?.text() ?? "";
    if (first !== undefined && command.includes("/") && !command.startsWith("/") && !command.startsWith("~/")) {
      const detail =
        "Commands are started in `/`, so a relative path begins there. Write the absolute path, or the name alone.";
      yield { span: first.span, detail };
    }
    for (const item of items) {
      if (!SYNTAX.test(item.text() ?? "")) continue;
      const detail =
        'No shell runs this command, so the program gets this as an argument. Put the command into a script, or start a shell: `["sh", "-c", "…"]`.';
      yield { span: item.span, detail };
      break;
    }
  }
}
