import {
  diagnosticLines,
  diagnosticsGithub,
  diagnosticsJson,
  diagnosticsSarif,
  type Finding,
  fix,
  hasErrors,
  lintLoaded,
  load,
  unbuiltIn,
  visible,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import { machineFacts } from "../config.ts";
import { type ConfigText, diffOf, FILES, gather, rewrite } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";

export interface LintOptions {
  readonly format: "human" | "json" | "github" | "sarif";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
}

type Loaded = ReturnType<typeof load>;

/** Checks each file by itself. It reads only the files, and the permissions of the files that they name. */
export async function runLint(files: readonly string[], options: LintOptions, context: Context): Promise<ExitCode> {
  if (options.fix === true && files.includes("-")) {
    throw CLI.failure("usage-stdin", "`--fix` writes into files. Name a file.");
  }
  if (options.dryRun === true && options.fix !== true) {
    throw CLI.failure("usage-dry-run", "`--dry-run` shows the changes of `--fix`. Give both options.");
  }
  const { texts, missing } = await gather(files, context);
  const found: Finding[] = [...missing];
  for (const config of texts) {
    const { content, fault } = options.fix === true ? await mended(config, options, context) : asRead(config);
    if (fault !== null) found.push(fault);
    const loaded = load(content, config.path, machineFacts(context));
    found.push(...lintLoaded(loaded, { files: FILES }), ...(await notBuilt(loaded, config.path, context)));
  }
  const format = options.json === true ? "json" : options.format;
  await show(found, texts, format, context);
  return hasErrors(found) || (options.strict === true && found.some(isWarning)) ? 1 : 0;
}

/** What this version cannot do is an error here as in a plan. A config with errors has none of its own. */
async function notBuilt({ config, diagnostics }: Loaded, file: string, context: Context): Promise<readonly Finding[]> {
  if (config === null || hasErrors(diagnostics)) return [];
  const { allProviders } = await import("../compose.ts");
  return unbuiltIn(config, allProviders(config, context)).map((each) => ({ ...each, file }));
}

interface Mended {
  readonly content: string | Uint8Array;
  /** Why the fixes were not written. */
  readonly fault: Finding | null;
}

function asRead({ bytes }: ConfigText): Mended {
  return { content: bytes, fault: null };
}

/** The text after its fixes, which are written, or shown with `--dry-run`. */
async function mended(config: ConfigText, options: LintOptions, context: Context): Promise<Mended> {
  const { terminal } = context;
  const { text, count } = fix(config.bytes, machineFacts(context), FILES);
  if (count === 0) return asRead(config);
  if (options.dryRun === true) {
    for (const line of diffOf(config, text).trimEnd().split("\n")) terminal.error(visible(line));
    return asRead(config);
  }
  const fault = await context.holding(() => rewrite(config, text));
  if (fault !== null) return { content: config.bytes, fault };
  terminal.error(`${visible(config.path)}: ${count} fixed.`);
  context.texts.set(config.path, Buffer.from(text));
  return { content: text, fault: null };
}

async function show(
  found: readonly Finding[],
  texts: readonly ConfigText[],
  format: LintOptions["format"],
  context: Context,
): Promise<void> {
  const { terminal } = context;
  switch (format) {
    case "json":
      return terminal.raw(`${diagnosticsJson(found)}\n`);
    case "sarif":
      return terminal.raw(`${diagnosticsSarif(found)}\n`);
    case "github":
      for (const line of diagnosticsGithub(found)) terminal.out(line);
      return;
    case "human":
      for (const line of diagnosticLines(found, context.texts, terminal.color)) terminal.out(line);
      terminal.out(conclusion(found, texts));
  }
}

function conclusion(found: readonly Finding[], texts: readonly ConfigText[]): string {
  if (found.length === 0) return `${texts.map(({ path }) => visible(path)).join(", ")}: no errors, no warnings.`;
  const errors = found.filter(({ severity }) => severity === "error").length;
  const warnings = found.filter(isWarning).length;
  const counted = (count: number, what: string) => (count === 0 ? [] : [`${count} ${what}${count === 1 ? "" : "s"}`]);
  return `${[...counted(errors, "error"), ...counted(warnings, "warning")].join(", ")}. To explain a code: rdump explain CODE`;
}

function isWarning({ severity }: Finding): boolean {
  return severity === "warning";
}
