import { look, otherMachinesIn, takenOverText, visible, withTakenOver } from "@rdump/core";
import { groupAddress, noSuchGroup } from "../address.ts";
import { changeConfig } from "../change-config.ts";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { openSession, sessionFor } from "../session.ts";

export interface TakeoverOptions {
  readonly config?: string;
  readonly write?: boolean;
}

/** Shows the points of other machines in a group, and prints or writes the lines that make these points own. */
export async function runTakeover(text: string, options: TakeoverOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(options, context);
  const { address } = groupAddress(text);
  const { observed } = await context.holding(() => look(sessionFor(session, address)));
  const group = observed.groups.get(address);
  if (group === undefined) throw refused(noSuchGroup(address, observed.groups));
  const machines = otherMachinesIn(group);
  if (machines.length === 0) throw refused(`${visible(address)} has no points of another machine.`);
  for (const { machine, points, newest } of machines) {
    const what = points === null ? "its files" : `${points} ${points === 1 ? "point" : "points"}, newest of ${newest}`;
    terminal.out(`${visible(address)}  machine ${visible(machine)}: ${what}`);
  }
  const taken = machines.map(({ machine }) => ({ address, machine }));
  if (options.write === true) {
    return changeConfig(session.file, (before, tree) => withTakenOver(before, tree, taken), context);
  }
  const lines = taken.map((each) => `      ${takenOverText(each)},`);
  const head =
    "If that machine does not use these points any more, add these lines to the config, or repeat the command with --write. Then the points count as own, and expire by the keep rules:";
  terminal.out([head, "    takenOver: [", ...lines, "    ],"].map(visible).join("\n"));
  return 0;
}

function refused(detail: string) {
  return CLI.failure("takeover-nothing", detail);
}
