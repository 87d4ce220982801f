import { Argument, type Command } from "commander";
import type { Context, ExitCode } from "../context.ts";

/** Scripts that let a shell complete the words of a command line. */
export function withShells(program: Command, context: Context, ended: (code: ExitCode) => void): void {
  program
    .command("completion")
    .description("print the completion script for a shell")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      `
To enable completion in every shell, add one of these lines to the start-up file
of the shell:
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
