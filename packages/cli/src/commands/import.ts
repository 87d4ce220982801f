import { resolve } from "node:path";
import { createFile, diagnosticLines, Failure, lint, shellWord, systemReason, visible } from "@rdump/core";
import { type ImportFormat, importConfig } from "@rdump/host";
import { CLI } from "../codes.ts";
import { machineFacts } from "../config.ts";
import { gatherTexts } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";

export interface ImportOptions {
  readonly format?: ImportFormat;
  readonly repository?: string;
  readonly out?: string;
}

/** Converts configs of another program. Nothing in them is executed, and no other file is read. */
export async function runImport(files: readonly string[], options: ImportOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const { texts, missing } = await gatherTexts(files, context);
  if (missing.length > 0) throw new Failure(missing);
  const text = texts.map(({ bytes }) => new TextDecoder().decode(bytes)).join("\n");
  const { hostname } = context.host;
  const imported = converted(text, options, hostname);
  if (options.out === undefined) await terminal.raw(imported.text);
  else await context.holding(() => writeNew(options.out ?? "", imported.text, context));
  const name = options.out ?? "rdump.json5";
  terminal.error(`${imported.losses.length} of the settings of ${imported.format} need attention:`);
  for (const loss of imported.losses) terminal.error(`  ${visible(loss)}`);
  const found = lint(imported.text, name, machineFacts(context));
  for (const line of diagnosticLines(found, new Map(), terminal.errorColor)) terminal.error(line);
  const config = `--config ${visible(shellWord(name))}`;
  terminal.error(`Next: rdump lint ${visible(shellWord(name))}, then rdump plan ${config}`);
  if (imported.adopts.length > 0)
    terminal.error("To continue with the existing points instead of new full backups, count them as own:");
  for (const command of imported.adopts) terminal.error(`    ${visible(command)} ${config} --write`);
  return found.some(({ severity }) => severity === "error") ? 2 : 0;
}

function converted(text: string, { format, repository }: ImportOptions, hostname: string) {
  try {
    return importConfig(text, format ?? null, { hostname, repository: repository ?? null });
  } catch (error) {
    throw CLI.failure("import-failed", error instanceof Error ? error.message : String(error));
  }
}

/** Only a file that does not exist: a config can be the work of years. */
async function writeNew(out: string, text: string, { cwd }: Context): Promise<void> {
  const isNew = await createFile(resolve(cwd, out), text).catch((error: Error) => {
    const why = visible(systemReason(error, resolve(cwd, out))).replace(/\.?$/, ".");
    throw CLI.failure("import-failed", `${visible(out)} was not written: ${why}`);
  });
  if (!isNew) throw CLI.failure("import-failed", `${visible(out)} was not written: it exists.`);
}
