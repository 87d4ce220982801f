import { resolve } from "node:path";
import {
  diagnosticLines,
  diagnosticsGithub,
  diagnosticsJson,
  diagnosticsSarif,
  type Finding,
  fix,
  hasErrors,
  type LintSource,
  type Loaded,
  lintAll,
  unbuiltIn,
  visible,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import { machineFacts, showable } from "../config.ts";
import { type ConfigText, diffOf, FILES, gather, rewrite, type WholeConfig } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";

export interface LintOptions {
  readonly format: "human" | "json" | "github" | "sarif";
  readonly json?: boolean;
  readonly strict?: boolean;
  readonly fix?: boolean;
  readonly dryRun?: boolean;
  readonly host?: string;
}

/** Checks each config with its included files, for each of its hosts. It reads only the files, and the permissions of the files that they name. */
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
    const asRead = sourceOf(config, options, context);
    const { source, faults } =
      options.fix === true ? await mended(config, asRead, options, context) : { source: asRead, faults: [] };
    const { findings, loaded } = lintAll(source);
    for (const each of loaded) showable(config, each, context);
    found.push(...faults, ...findings);
    if (hasErrors(findings)) continue;
    const notBuilt = await Promise.all(loaded.map((each) => notBuiltIn(each, config.path, context)));
    found.push(...new Map(notBuilt.flat().map((each) => [JSON.stringify(each), each])).values());
  }
  const format = options.json === true ? "json" : options.format;
  await show(found, texts, format, context);
  return hasErrors(found) || (options.strict === true && found.some(isWarning)) ? 1 : 0;
}

function sourceOf({ bytes, path, includes }: WholeConfig, { host }: LintOptions, context: Context): LintSource {
  const machine = machineFacts(context);
  return { content: bytes, file: path, machine, includes, files: FILES, ...(host === undefined ? {} : { host }) };
}

/** A feature that this version does not support is an error, as in a plan. */
async function notBuiltIn({ config }: Loaded, file: string, context: Context): Promise<readonly Finding[]> {
  if (config === null) return [];
  const { allProviders } = await import("../compose.ts");
  return unbuiltIn(config, allProviders(config, context)).map((each) => ({ ...each, file }));
}

interface Mended {
  readonly source: LintSource;
  /** Why the fixes were not written. */
  readonly faults: readonly Finding[];
}

/** The texts after their fixes, which are written, or shown with `--dry-run`. */
async function mended(
  config: WholeConfig,
  source: LintSource,
  options: LintOptions,
  context: Context,
): Promise<Mended> {
  const { terminal } = context;
  const { texts, count } = fix(source);
  const changed = filesOf(config, context).filter(({ path, bytes }) => isChanged(bytes, texts.get(path)));
  if (options.dryRun === true) {
    for (const each of changed) {
      const lines = diffOf(each, texts.get(each.path) ?? "")
        .trimEnd()
        .split("\n");
      for (const line of lines) terminal.error(visible(line));
    }
    return { source, faults: [] };
  }
  for (const each of changed) {
    const fault = await context.holding(() => rewrite(each, texts.get(each.path) ?? ""));
    if (fault !== null) return { source, faults: [fault] };
    context.texts.set(each.path, Buffer.from(texts.get(each.path) ?? ""));
  }
  const [only] = changed;
  if (only !== undefined) {
    terminal.error(`${changed.map(({ path }) => visible(path)).join(", ")}: ${count} fixed.`);
  }
  return {
    source: {
      ...source,
      content: texts.get(config.path) ?? source.content,
      includes: new Map([...config.includes, ...texts]),
    },
    faults: [],
  };
}

function filesOf(config: WholeConfig, { cwd }: Context): readonly ConfigText[] {
  const included = Array.from(config.includes, ([path, bytes]) => ({ path, bytes, file: resolve(cwd, path) }));
  return [
    config,
    ...included.filter((each): each is ConfigText & { file: string } => each.bytes instanceof Uint8Array),
  ];
}

function isChanged(bytes: Uint8Array, text: string | undefined): boolean {
  return text !== undefined && new TextDecoder().decode(bytes) !== text;
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
