import { commandsIn } from "../land/commands.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const commandShellSyntax: Rule = {
  code: "command-shell-syntax",
  severity: "warning",
  summary: "A command is written for a shell, and none reads it",
  judges: "written",
  why: "Each item is handed to the program as it stands: `&&`, `|` and `>` become arguments, and `~` and `$HOME` are not expanded. A command whose name is a relative path means another program in every directory that rdump is called from.",
  remedy: 'Put it into a script and name that by its whole path, or hand it to a shell: `["sh", "-c", "…"]`.',
  check: breaches,
};

const SYNTAX = /^(&&|\|\|?|;|&|>>?|<|2>&1|[12]?>\/dev\/null|~(\/.*)?|\$\w+|\$\{\w+\})$/;

function* breaches({ root }: Subject): Generator<Breach> {
  for (const items of commandsIn(root)) {
    const [first] = items;
    const command = first?.text() ?? "";
    if (first !== undefined && command.includes("/") && !command.startsWith("/") && !command.startsWith("~/")) {
      const detail =
        "It is looked for below the directory that rdump is called from. Write its whole path, or its name alone.";
      yield { span: first.span, detail };
    }
    for (const item of items) {
      if (!SYNTAX.test(item.text() ?? "")) continue;
      const detail =
        'No shell reads this command, so this is handed on as it stands. Put the command into a script, or hand it to a shell: `["sh", "-c", "…"]`.';
      yield { span: item.span, detail };
      break;
    }
  }
}
