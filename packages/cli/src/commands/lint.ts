import { type Diagnostic, diagnosticsJson, findConfig, hasErrors, lint, readConfig } from "@rdump/core";
import { machineFacts } from "../config.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";

export interface LintOptions {
  readonly format: "human" | "json";
  readonly json?: boolean;
}

/** Checks each file by itself; nothing but the files is looked at. */
export async function runLint(files: readonly string[], options: LintOptions, context: Context): Promise<ExitCode> {
  const { terminal, cwd, env, texts } = context;
  const found: Diagnostic[] = [];
  const configs =
    files.length === 0 ? [await findConfig(null, cwd)] : await Promise.all(files.map((file) => readConfig(file, cwd)));
  for (const { path, bytes } of configs) {
    texts.set(path, bytes);
    found.push(...lint(bytes, path, machineFacts(env)));
  }
  if (options.json === true || options.format === "json") terminal.out(diagnosticsJson(found).trimEnd());
  else if (found.length > 0) showDiagnostics(found, context);
  else terminal.out(`${configs.map(({ path }) => path).join(", ")}: nothing to complain about.`);
  return hasErrors(found) ? 1 : 0;
}
