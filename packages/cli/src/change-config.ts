import { load, readConfig, shellWord, visible } from "@rdump/core";
import { CLI } from "./codes.ts";
import { machineFacts } from "./config.ts";
import { rewrite } from "./config-texts.ts";
import type { Context, ExitCode } from "./context.ts";
import { showDiagnostics } from "./failures.ts";

/** Changes the text of a config, if the result is a config without errors, and says so. */
export async function changeConfig(
  file: string,
  change: (text: string, tree: NonNullable<ReturnType<typeof load>["tree"]>) => string | null,
  context: Context,
): Promise<ExitCode> {
  const { bytes } = await readConfig(file, context.cwd);
  const { text, tree } = load(bytes, file, machineFacts(context));
  const after = tree === null ? null : change(text, tree);
  if (after === null || load(after, file, machineFacts(context)).config === null) {
    const detail = `The lines cannot be placed in this text. Change it by hand. The command without --write prints the lines.`;
    throw CLI.failure("config-not-written", detail, { file });
  }
  const fault = await context.holding(() => rewrite({ path: file, bytes, file }, after));
  if (fault !== null) {
    showDiagnostics([fault], context);
    return 1;
  }
  context.terminal.out(
    `${visible(file)} was changed. To see the effect: rdump plan --config ${visible(shellWord(file))}`,
  );
  return 0;
}
