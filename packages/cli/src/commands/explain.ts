import { type Explanation, explanations, failure, suggestion, visible } from "@rdump/core";
import { CODES } from "../codes.generated.ts";
import type { Context, ExitCode } from "../context.ts";

export interface ExplainOptions {
  readonly json?: boolean;
}

/** What a code means; without one, all codes with their summaries. */
export async function runExplain(code: string | null, options: ExplainOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const all = everyCode();
  if (code === null) {
    const width = Math.max(...all.map((each) => each.code.length));
    if (options.json === true) terminal.out(JSON.stringify(all, null, 2));
    else for (const each of all) terminal.out(`${each.code.padEnd(width)}  ${each.summary}`);
    return 0;
  }
  const found = all.find((each) => each.code === code.toLowerCase());
  if (found === undefined) {
    const detail = `No code is called "${code}".${suggestion(
      code,
      all.map((each) => each.code),
    )} \`rdump explain\` lists all of them.`;
    throw failure("usage-code", "No such code", detail);
  }
  if (options.json === true) terminal.out(JSON.stringify(found, null, 2));
  else for (const line of linesOf(found, context)) terminal.out(line);
  return 0;
}

function linesOf({ code, severity, summary, paragraphs, canBeIgnored }: Explanation, { terminal }: Context) {
  const head = `${terminal.color.bold(visible(code))}: ${summary}`;
  const kind = severity === null ? [] : [`It is ${severity === "error" ? "an" : "a"} ${severity}.`];
  const ignore = canBeIgnored ? [`To ignore it in one place: // rdump-lint-ignore ${code}: why`] : [];
  return [head, ...[...kind, ...paragraphs, ...ignore].flatMap((paragraph) => ["", paragraph])];
}

/** Sorted by code. What is printed outside of lint says all that there is to say where it is printed, with its names. */
export function everyCode(): readonly Explanation[] {
  const others = Object.entries(CODES).map(([code, summary]): Explanation => {
    const room = ROOMS[code.split("-")[0] ?? ""] ?? "It comes from rdump itself.";
    const paragraphs = [`${room} The message beside it says what happened, to what, and what to do.`];
    return { code, severity: null, summary, paragraphs, canBeIgnored: false };
  });
  return [...explanations(), ...others].sort((a, b) => (a.code < b.code ? -1 : 1));
}

const ROOMS: { readonly [room: string]: string } = {
  apply: "It comes from `rdump apply`.",
  borg: "It comes from work with a borg repository.",
  config: "It comes from looking for the config and reading it.",
  fs: "It comes from work with plain file systems and directory mirrors.",
  journal: "It comes from the journals of runs in the state directory.",
  lock: "It comes from the lock that lets one run at a time work in a state directory.",
  lvm: "It comes from work with LVM snapshots.",
  plan: "It comes from planning, or from a plan that was written to a file.",
  rsure: "It comes from work with the integrity record.",
  usage: "It comes from how rdump was called.",
  zfs: "It comes from work with ZFS.",
};
