import { isoOf, look, type Point, pinText, visible, withoutPin, withPin } from "@rdump/core";
import { groupAddress, noSuchGroup } from "../address.ts";
import { changeConfig } from "../change-config.ts";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { openSession, sessionFor } from "../session.ts";
import { instantOf } from "../time.ts";

export interface PinOptions {
  readonly config?: string;
  readonly until?: string;
  readonly write?: boolean;
}

/** Prints the lines that keep a point beyond the keep rules, or writes them into the config. */
export async function runPin(text: string, options: PinOptions, context: Context): Promise<ExitCode> {
  const session = await openSession(options, context);
  const { address, id } = await pointOf(text, session, context);
  const until =
    options.until === undefined ? null : isoOf(instantOf(options.until, "--until", session.config.timezone));
  const pin = { id, until };
  if (options.write === true)
    return changeConfig(session.file, (before, tree) => withPin(before, tree, address, pin), context);
  const lines = ["Add these lines to the config, or repeat the command with --write:", "    pinned: {"];
  context.terminal.out(
    [...lines, `      ${JSON.stringify(address)}: [${pinText(pin)}],`, "    },"].map(visible).join("\n"),
  );
  return 0;
}

/** Prints the line to remove, or removes it. */
export async function runUnpin(text: string, options: PinOptions, context: Context): Promise<ExitCode> {
  const session = await openSession(options, context);
  const { address, id } = await pointOf(text, session, context);
  const pins = session.config.pinned?.[address] ?? [];
  if (!pins.some((pin) => pin.id === id)) throw notFound(`The config does not pin ${visible(text)}.`);
  if (options.write === true)
    return changeConfig(session.file, (before, tree) => withoutPin(before, tree, address, id), context);
  const detail = `Remove this item from \`pinned\`, ${JSON.stringify(address)}, or repeat the command with --write:\n    { id: ${JSON.stringify(id)} }`;
  context.terminal.out(detail.split("\n").map(visible).join("\n"));
  return 0;
}

/** A point of the system, by its name; a pinned point that is gone, by its id. */
async function pointOf(text: string, session: Awaited<ReturnType<typeof openSession>>, context: Context) {
  const { address, point } = groupAddress(text);
  if (point === null) throw notFound(`${visible(text)} names no point. Write it like ADDRESS@POINT.`);
  const seen = await context.holding(() => look(sessionFor(session, address)));
  const group = seen.observed.groups.get(address);
  if (group === undefined) throw notFound(noSuchGroup(address, seen.observed.groups));
  const isIt = ({ name, id }: Point) => name === point || id === point;
  const found = group.points.find(isIt)?.id ?? session.config.pinned?.[address]?.find(({ id }) => id === point)?.id;
  if (found !== undefined) return { address, id: found };
  if (group.gap !== null) showDiagnostics([group.gap], context);
  throw notFound(`The group has no point ${visible(point)}. To list the points of borg: borg list REPOSITORY`);
}

function notFound(detail: string) {
  return CLI.failure("pin-not-found", detail);
}
