import { commandsAtRootIn, commandsIn, commandsInTreesIn } from "../../config/facts/commands.ts";
import type { Cursor } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";

export const commandShellSyntax: Rule = {
  code: "command-shell-syntax",
  severity: "warning",
  summary: "Command uses shell syntax, but no shell runs it",
  judges: "written",
  cause:
    "The command contains `&&`, `|`, `>`, `~` or `$HOME`, or its program is a relative path. Each item is passed to the program unchanged, and a relative path begins at `/`, where commands are started, or in the restored tree of a proof.",
  effect: "The program receives the shell syntax as arguments, or another program runs.",
  remedy:
    'Put the command into a script and name the absolute path of the script, or start a shell: `["sh", "-c", "…"]`.',
  check: breaches,
};

const SYNTAX = /^(&&|\|\|?|;|&|>>?|<|2>&1|[12]?>\/dev\/null|~(\/.*)?|\$\w+|\$\{\w+\})$/;

function* breaches({ root }: Subject): Generator<Breach> {
  yield* relativeOf(
    commandsAtRootIn(root),
    "Commands are started in `/`, so a relative path begins there. Write the absolute path, or the name alone.",
  );
  yield* relativeOf(
    commandsInTreesIn(root),
    "The command is started in the restored tree, so a relative path names a program of the backup, which other users can have written. Write the absolute path, or the name alone.",
  );
  for (const items of commandsIn(root)) {
    for (const item of items) {
      if (!SYNTAX.test(item.text() ?? "")) continue;
      const detail =
        'No shell runs this command, so the program gets this as an argument. Put the command into a script, or start a shell: `["sh", "-c", "…"]`.';
      yield { span: item.span, detail };
      break;
    }
  }
}

function* relativeOf(commands: Iterable<readonly Cursor[]>, detail: string): Generator<Breach> {
  for (const [first] of commands) {
    const command = first?.text() ?? "";
    if (first === undefined || !command.includes("/") || command.startsWith("/") || command.startsWith("~/")) continue;
    yield { span: first.span, detail };
  }
}
