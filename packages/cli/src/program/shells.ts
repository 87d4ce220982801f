import { Argument, type Command } from "commander";
import type { Context, ExitCode } from "../context.ts";

/** What makes a shell complete the words of a command line. */
export function withShells(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("completion")
    .description("print a script that makes a shell complete rdump's commands, options and names")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      `
To have it in every shell, put one of these into the shell's start-up file:
  source <(rdump completion bash)
  source <(rdump completion zsh)
  rdump completion fish | source`,
    )
    .action(async (shell) => ended(await (await import("../commands/completion.ts")).runCompletion(shell, context)));

  program
    .command("__complete", { hidden: true })
    .argument("[words...]")
    .helpOption(false)
    .action(async (words) =>
      ended(await (await import("../commands/complete.ts")).runComplete(words, program, context)),
    );
}
