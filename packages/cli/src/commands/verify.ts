import { resolve } from "node:path";
import { planLines, type Report, sampleOf, type VerifyWish, verify, visible } from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { showDiagnostics } from "../failures.ts";
import { listenerFor } from "../listener.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession } from "../session.ts";
import { atOf } from "./restore.ts";

export interface VerifyOptions {
  readonly config?: string;
  readonly point?: string;
  readonly from?: string;
  readonly scratch?: string;
  readonly sample?: string;
  readonly dryRun?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Proves points now. It needs no approval: nothing is changed but the directory for restored trees. */
export async function runVerify(
  volume: string | undefined,
  options: VerifyOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const config = options.config === undefined ? {} : { config: options.config };
  const session = await openSession({ ...config, volume }, context, listener.event);
  const wish: VerifyWish = {
    volume: volume ?? null,
    at: atOf(options.point, session.config.timezone),
    from: options.from ?? null,
    scratch: options.scratch === undefined ? null : resolve(context.cwd, options.scratch),
    sample: options.sample === undefined ? null : sampleIn(options.sample),
  };
  const report = await context.holding(() =>
    namingSlowCommands(context, () =>
      verify(session, wish, {
        dryRun: options.dryRun === true,
        wait,
        present(plan) {
          listener.plan(plan);
          showDiagnostics(plan.diagnostics, context);
          if (options.json === true) return;
          const commandsFrom = options.verbose === true ? session.providers : null;
          for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
        },
      }),
    ),
  );
  return report === null ? 0 : exitCodeOf(report);
}

function sampleIn(text: string): VerifyWish["sample"] {
  const sample = text === "all" ? "whole" : sampleOf(text);
  if (sample !== null) return sample;
  throw CLI.failure("usage-sample", `--sample takes \`2%\`, \`10 GiB\` or \`all\`, not ${visible(text)}.`);
}

/** The proof failed: the point is not what was saved. */
const FAILED: ReadonlySet<string> = new Set([
  "rsure-differs",
  "rsure-point-surefile",
  "borg-archive-damaged",
  "restic-snapshot-damaged",
  "directory-archive-damaged",
  "proof-command-failed",
]);
/** Nothing is known about the point. */
const UNKNOWN = "rsure-not-provable";

/** 2: a proof failed. 1: a proof could not be made, or is not possible. */
function exitCodeOf({ status, actions }: Report): ExitCode {
  if (actions.some(({ diagnostic }) => diagnostic !== null && FAILED.has(diagnostic.code))) return 2;
  const isUnknown = actions.some(({ warnings }) => warnings.some(({ code }) => code === UNKNOWN));
  return status === "ok" && !isUnknown ? 0 : 1;
}
