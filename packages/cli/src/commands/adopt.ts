import {
  type AdoptedLine,
  adoptedIn,
  adoptedPath,
  adoptedText,
  adoptionOf,
  look,
  planFor,
  pointText,
  type ResolvedPoint,
  resolvedText,
  type Session,
  shellWord,
  visible,
  withAdopted,
  writeFileAtomically,
} from "@rdump/core";
import { noSuchGroup } from "../address.ts";
import { readResolved } from "../adopted-file.ts";
import { changeConfig } from "../change-config.ts";
import { CLI } from "../codes.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { openSession, sessionFor } from "../session.ts";

export interface AdoptOptions {
  readonly config?: string;
  readonly write?: boolean;
}

/**
 * Shows the points of others that a group can adopt, or what it means to adopt some of them, and prints the lines of the
 * config that do so, or writes them.
 */
export async function runAdopt(
  address: string,
  wanted: readonly string[],
  options: AdoptOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context;
  const session = await openSession(options, context);
  const { observed } = await context.holding(() => look(sessionFor(session, address), { adopting: address }));
  const group = observed.groups.get(address);
  if (group === undefined) throw refused(noSuchGroup(address, observed.groups));
  if (group.gap !== null) {
    showDiagnostics([group.gap], context);
    throw refused(`${visible(address)} cannot be listed.`);
  }
  const adoptable = group.adoptable ?? [];
  if (adoptable.length === 0 && wanted.length === 0)
    throw refused(`${visible(address)} has no points that can be adopted.`);
  const adoption = adoptionOf(
    wanted.length === 0 ? adoptable.map(({ id }) => id) : wanted,
    adoptable,
    group.points.filter((point) => point.adopted === true),
  );
  if ("namesNothing" in adoption) {
    throw refused(`${visible(address)} can adopt no point ${visible(adoption.namesNothing)}.`);
  }
  for (const point of adoption.points) terminal.out(`  ${pointText(point)}`);
  if (wanted.length === 0) {
    terminal.out(
      `\nrdump did not make these points. To adopt some of them, give their names, or a pattern of names:\n    rdump adopt ${visible(shellWord(address))} PATTERN`,
    );
    return 0;
  }
  await showEffect(session, address, adoption.points, context);
  const lines = adoption.lines.filter((line) => !isDeclared(line, session, address));
  if (options.write === true) {
    if (adoption.resolved.size > 0) await writeResolved(session.file, address, adoption.resolved, context);
    if (lines.length === 0) return 0;
    return changeConfig(session.file, (before, tree) => withAdopted(before, tree, address, lines), context);
  }
  const [write, also] = [
    "Add these lines to the config, or repeat the command with --write.",
    adoption.resolved.size === 0
      ? ""
      : ` A pattern takes effect only together with the file that --write makes beside the config.`,
  ];
  const items = adoption.lines.map(adoptedText).join(", ");
  terminal.out(
    [`${write}${also}`, "    adopted: {", `      ${JSON.stringify(address)}: [${items}],`, "    },"]
      .map(visible)
      .join("\n"),
  );
  return 0;
}

/** The points that the keep rules delete in the next run. */
async function showEffect(
  session: Session,
  address: string,
  points: readonly ResolvedPoint[],
  context: Context,
): Promise<void> {
  const { config } = session;
  const { ids, names } = adoptedIn(config.adopted, address);
  const all = [...new Set([...ids, ...points.map(({ id }) => id)])].sort();
  const after = { ...session, config: { ...config, adopted: { ...config.adopted, [address]: { ids: all, names } } } };
  const scoped = sessionFor(after, address);
  const plan = planFor(scoped, await context.holding(() => look(scoped)));
  const destroys = plan.actions.filter((action) => action.address === address && action.destroys.length > 0);
  const count = destroys.reduce((sum, action) => sum + action.destroys.length, 0);
  const { terminal } = context;
  const number = points.length === 1 ? "1 point counts" : `${points.length} points count`;
  if (count === 0) {
    terminal.out(`${number} as own. The keep rules delete no point of this group in the next run.`);
    return;
  }
  terminal.out(`${number} as own. The keep rules delete these points of the group in the next run:`);
  for (const { destroys: gone, guard } of destroys) {
    for (const point of gone) terminal.out(`  - ${pointText(point)}`);
    if (guard !== null) terminal.out(`  requires --allow-destroy: ${visible(guard)}`);
  }
}

function isDeclared(line: AdoptedLine, { config }: Session, address: string): boolean {
  const { ids, names } = adoptedIn(config.adopted, address);
  return "id" in line ? ids.includes(line.id) : names.includes(line.names);
}

/** Before the lines of the config, which would name nothing without it. */
async function writeResolved(
  file: string,
  address: string,
  found: ReadonlyMap<string, readonly ResolvedPoint[]>,
  context: Context,
): Promise<void> {
  const before = await readResolved(file);
  const path = adoptedPath(file);
  const known = before[address] ?? {};
  // A disk that is in another place now has points that are not listed.
  const merged = Array.from(found, ([names, points]): [string, readonly ResolvedPoint[]] => {
    const ids = new Set(points.map(({ id }) => id));
    return [names, [...(known[names] ?? []).filter(({ id }) => !ids.has(id)), ...points]];
  });
  const group = { ...known, ...Object.fromEntries(merged) };
  const text = resolvedText({ ...before, [address]: group });
  await context.holding(() => writeFileAtomically(path, text, 0o600));
  context.terminal.out(`${visible(path)} was written.`);
}

function refused(detail: string) {
  return CLI.failure("adopt-nothing", detail);
}
