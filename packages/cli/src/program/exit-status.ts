import { stateTable } from "@rdump/core/start";
import type { Command } from "commander";

const USUAL = "0 ok; 1 an error";
const RUN =
  "0 everything was done; 1 an error, an action that was not done, a partial plan, or no approval; 128 + N after signal N (130 for Ctrl-C)";

/** The exit status of each command, by its name; `runs show` for a command of a command. */
const STATUSES: { readonly [command: string]: string } = {
  init: "0 written, or shown with --dry-run; 1 an error, or cancelled (nothing was written)",
  plan: "0 the plan was made; 1 an error, or a partial plan; 2 with --detailed-exitcode, if the plan has actions",
  apply: RUN,
  recover: RUN,
  free: RUN,
  retire: RUN,
  pin: USUAL,
  unpin: USUAL,
  restore:
    "0 restored without a difference, or shown with --dry-run; 1 not restored, or not completely; 2 restored, and files differ from the integrity data; 128 + N after signal N",
  bootstrap: "0 written; 1 an error, or no machine record that can be used",
  verify:
    "0 proven (files that were written while the point was made are only named); 1 a proof was not made, for example without integrity data; 2 a proof failed; 128 + N after signal N",
  ls: "0 listed; 1 an error, or a path that the point does not have; 2 the files of the point are not recorded",
  find: "0 found; 1 an error, or nothing was found; 2 the files of a point are not recorded, or a target could not be listed",
  diff: "0 compared, also if points differ; 1 an error; 2 the files of a point are not recorded",
  proofs: "0 shown or written, also if nothing was proven; 1 an error",
  accept: "0 accepted; 1 an error, or no approval",
  takeover: USUAL,
  adopt: USUAL,
  show: USUAL,
  graph: "0 ok; 1 an error, or a partial plan",
  status: "follows the worst state, in this order; 1 also on an error, 2 also for drift:",
  report: "0 written; 1 an error, a host or target that cannot be queried, or a file that is no report",
  runs: "0 ok; 1 an error, or a journal that cannot be read",
  "runs show": USUAL,
  lock: USUAL,
  unlock: USUAL,
  notify: "0 each recipient got the message; 1 an error, or a recipient did not get it",
  "ssh-serve": "that of the command; 1 refused, or an error",
  schedule: USUAL,
  "schedule show": USUAL,
  "schedule install": USUAL,
  "schedule remove": USUAL,
  import: "0 imported; 1 an error; 2 imported, and `rdump lint` finds errors in the result",
  lint: "0 without errors; 1 with errors. With --strict, warnings count as errors.",
  config: USUAL,
  fmt: "0 ok; 1 an error, or with --check or --diff a file that is not formatted",
  explain: USUAL,
  schema: USUAL,
  completion: USUAL,
};

const PROGRAM = "that of the command, see `rdump COMMAND --help`. That of `rdump status` follows the worst state:";

/** Adds the exit status to the help of each command, and the name of the command to its errors. */
export function withExitStatus(program: Command): void {
  program.addHelpText("after", () => `\n${[...statusLines(PROGRAM), ...states()].join("\n")}`);
  for (const [name, command] of commandsOf(program, "")) {
    const status = STATUSES[name];
    const more = name === "status" ? states : () => [];
    if (status !== undefined) command.addHelpText("after", () => `\n${[...statusLines(status), ...more()].join("\n")}`);
    command.showHelpAfterError(`(to show its arguments and options: ${program.name()} ${name} --help)`);
  }
}

/** As wide as the help of the options. */
const WIDTH = 80;

function statusLines(status: string): readonly string[] {
  return linesOf(`Exit status: ${status}`, WIDTH);
}

/** The table of states, with its last column below itself. */
function states(): readonly string[] {
  const table = stateTable();
  const column = table[0]?.indexOf("MEANING") ?? 0;
  const rows = table.flatMap((row) => {
    const [first = "", ...rest] = linesOf(row.slice(column), WIDTH - column - 2);
    return [`${row.slice(0, column)}${first}`, ...rest.map((line) => `${" ".repeat(column)}${line}`)];
  });
  return ["", ...rows.map((row) => `  ${row}`)];
}

function linesOf(text: string, width: number): readonly string[] {
  return text
    .replace(new RegExp(`(.{1,${width}})(?: |$)`, "g"), "$1\n")
    .trimEnd()
    .split("\n");
}

function commandsOf(parent: Command, before: string): readonly (readonly [string, Command])[] {
  return parent.commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    return [[name, command] as const, ...commandsOf(command, `${name} `)];
  });
}
