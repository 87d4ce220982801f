import { resolve } from "node:path";
import {
  isoOf,
  planLines,
  pointAddress,
  type RestoreAllWish,
  restoreAll,
  type VolumeChoice,
  visible,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { showDiagnostics } from "../failures.ts";
import { listenerFor } from "../listener.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession } from "../session.ts";
import { atOf, chosenEvent, exitCodeOf, type RestoreOptions, showRestored } from "./restore.ts";

/** Restores a point of each volume, as one run. */
export async function runRestoreAll(
  volume: string | undefined,
  options: RestoreOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  if (volume !== undefined || options.overwrite !== undefined) {
    throw CLI.failure(
      "usage-restore",
      "`--all` restores whole volumes. Remove the volume, the paths and `--overwrite`.",
    );
  }
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const config = options.config === undefined ? {} : { config: options.config };
  const session = await openSession(config, context, listener.event);
  const at = atOf(options.at, session.config.timezone);
  if ("point" in at)
    throw CLI.failure("usage-restore", "With `--all`, `--at` must be a time, because a point belongs to one volume.");
  const wish: RestoreAllWish = {
    ...{ time: at.time, from: options.from ?? null, target: resolve(context.cwd, options.to) },
    asRoot: context.user.uid === 0,
  };
  const {
    plan,
    volumes: known,
    report,
  } = await context.holding(() =>
    namingSlowCommands(context, () =>
      restoreAll(session, wish, {
        dryRun: options.dryRun === true,
        wait,
        present(plan, choices) {
          if (options.json === true) for (const each of choices) terminal.out(JSON.stringify(eventOf(each)));
          listener.plan(plan);
          showDiagnostics(plan.diagnostics, context);
          if (options.json === true) return;
          for (const each of choices) terminal.out(lineOf(each));
          const commandsFrom = options.verbose === true ? session.providers : null;
          for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
        },
      }),
    ),
  );
  if (report === null) return plan.partial ? 1 : 0;
  const restored = showRestored(known, report, { terminal, json: options.json });
  return plan.partial ? 1 : exitCodeOf(report, restored);
}

function eventOf({ choice, to }: VolumeChoice) {
  return chosenEvent(choice, { to, paths: [] });
}

function lineOf({ choice: { assessment, point, reason }, to }: VolumeChoice): string {
  const name = pointAddress(assessment.desired.group.address, point.name);
  return `${visible(name)} (${isoOf(point.time)}) to ${visible(to)}: ${visible(reason)}`;
}
