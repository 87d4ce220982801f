import { resolve } from "node:path";
import {
  type At,
  type Choice,
  isoOf,
  planLines,
  pointAddress,
  type Report,
  type RestoredVolume,
  type RestoreWish,
  restore,
  restoredLines,
  restoredVolumes,
  type VolumeChoices,
  visible,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { durationOf } from "../duration.ts";
import { showDiagnostics } from "../failures.ts";
import { listenerFor } from "../listener.ts";
import { namingSlowCommands } from "../run/slow-commands.ts";
import { openSession } from "../session.ts";
import { parsedInstant } from "../time.ts";

export interface RestoreOptions {
  readonly config?: string;
  readonly to: string;
  readonly all?: boolean;
  readonly at?: string;
  readonly from?: string;
  readonly overwrite?: readonly string[];
  readonly dryRun?: boolean;
  readonly wait?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** Restores a point of a volume. It needs no approval: nothing is overwritten that the command does not name. */
export async function runRestore(
  volume: string | undefined,
  paths: readonly string[],
  options: RestoreOptions,
  context: Context,
): Promise<ExitCode> {
  if (volume === undefined) throw CLI.failure("usage-restore", "Name a volume, or give `--all`.");
  const { terminal } = context;
  const wait = options.wait === undefined ? 0 : durationOf(options.wait, "--wait");
  const listener = listenerFor(options.json === true, context);
  const session = await openSession(
    { ...(options.config === undefined ? {} : { config: options.config }), volume },
    context,
    listener.event,
  );
  const wish: RestoreWish = {
    volume,
    at: atOf(options.at, session.config.timezone),
    from: options.from ?? null,
    paths,
    to: resolve(context.cwd, options.to),
    overwrite: options.overwrite ?? [],
    asRoot: context.user.uid === 0,
  };
  const { restored, report } = await context.holding(() =>
    namingSlowCommands(context, () =>
      restore(session, wish, {
        dryRun: options.dryRun === true,
        wait,
        present(plan, choice) {
          if (options.json === true) terminal.out(JSON.stringify(chosenEvent(choice, wish)));
          listener.plan(plan);
          showDiagnostics(plan.diagnostics, context);
          if (options.json === true) return;
          terminal.out(chosenLine(choice));
          const commandsFrom = options.verbose === true ? session.providers : null;
          for (const line of planLines(plan, { color: terminal.color, commandsFrom })) terminal.out(line);
        },
      }),
    ),
  );
  if (report === null) return 0;
  const known = { choices: [restored], finished: [], refused: [] };
  return exitCodeOf(report, showRestored(known, report, { terminal, json: options.json }));
}

/** The end of a restore: what is known about each volume. */
export function showRestored(
  known: VolumeChoices,
  report: Report,
  { terminal, json = false }: Pick<Context, "terminal"> & { readonly json?: boolean | undefined },
): readonly RestoredVolume[] {
  const volumes = restoredVolumes(known, report);
  if (json) terminal.out(JSON.stringify({ type: "restored", volumes }));
  else for (const line of restoredLines(volumes)) terminal.out(line);
  return volumes;
}

/** The first event of `--json`: which point is restored, and why. */
export function chosenEvent({ assessment, point, reason }: Choice, { to, paths }: Pick<RestoreWish, "to" | "paths">) {
  const { id, name, time, state } = point;
  const address = assessment.desired.group.address;
  return { type: "restore", point: { address, id, name, time: isoOf(time), state }, reason, to, paths };
}

function chosenLine({ assessment, point, reason }: Choice): string {
  const name = pointAddress(assessment.desired.group.address, point.name);
  return `${visible(name)} (${isoOf(point.time)}): ${visible(reason)}`;
}

/** A time, or the name of a point. */
export function atOf(text: string | undefined, timeZone: string): At {
  if (text === undefined) return { time: null };
  const time = parsedInstant(text, timeZone);
  return time === null ? { point: text } : { time };
}

const DIFFERS = "rsure-differs";

/** 2: everything was restored, and something differs from the integrity data. */
export function exitCodeOf(
  { status, actions, scopes, journal }: Report,
  volumes: readonly Pick<RestoredVolume, "state">[] = [],
): ExitCode {
  if (status === "ok") return volumes.some(({ state }) => state === "differs") ? 2 : 0;
  const bad = actions.filter((each) => each.status !== "done");
  const onlyDiffers = bad.length > 0 && bad.every(({ diagnostic }) => diagnostic?.code === DIFFERS);
  return status === "partial" && onlyDiffers && scopes.length === 0 && journal === null ? 2 : 1;
}
