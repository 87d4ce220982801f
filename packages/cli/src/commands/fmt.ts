import { diagnosticLines, type Finding, format, load, visible } from "@rdump/core";
import { machineFacts } from "../config.ts";
import { bytesLike, diffOf, gather, rewrite } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";

export interface FmtOptions {
  readonly check?: boolean;
  readonly diff?: boolean;
}

/** Formats each file. With `check` and `diff` nothing is written, and an unformatted file is a failure. */
export async function runFmt(files: readonly string[], options: FmtOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const { texts, missing } = await gather(files, context);
  const found: Finding[] = [...missing];
  const isLooking = options.check === true || options.diff === true;
  let uneven = 0;
  for (const config of texts) {
    const text = format(config.bytes);
    if (text === null) {
      found.push(...load(config.bytes, config.path, machineFacts(context)).diagnostics);
      continue;
    }
    const bytes = bytesLike(config, text);
    const isEven = Buffer.from(bytes).equals(config.bytes);
    if (config.file === null && !isLooking) await terminal.raw(Buffer.from(bytes).toString());
    if (isEven) continue;
    uneven++;
    const fault = isLooking ? null : await context.holding(() => rewrite(config, text));
    if (fault !== null) {
      found.push(fault);
      continue;
    }
    if (options.diff === true) terminal.out(diffOf(config, text).trimEnd().split("\n").map(visible).join("\n"));
    else if (config.file !== null || isLooking) terminal.out(visible(config.path));
  }
  for (const line of diagnosticLines(found, context.texts, terminal.errorColor)) terminal.error(line);
  return found.length > 0 || (isLooking && uneven > 0) ? 1 : 0;
}
