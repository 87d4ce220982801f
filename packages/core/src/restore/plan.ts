import { isWithin } from "../config/facts/paths.ts";
import { byImportance, type Diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import { isoOf } from "../model/instant.ts";
import { canonicalJson } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { PlanRequest } from "../plan/context.ts";
import type { Draft } from "../plan/flows/draft.ts";
import { NOTHING_OPENED, type Opened, type Openings } from "../plan/flows/openings.ts";
import { limitsOf, readingOf } from "../plan/flows/proof-flow.ts";
import { plan } from "../plan/planner.ts";
import { summaryOf } from "../plan/summary.ts";
import type {
  PlaceRequest,
  PlacerRole,
  Reading,
  RestoreOrder,
  RestorePlace,
  WholePlace,
} from "../provider/restoring.ts";
import type { Proposal } from "../provider/roles.ts";
import { type Choice, failedProof } from "./choose.ts";
import { RESTORE } from "./codes.ts";
import { overwrittenPaths, type RestoreWish, wholePaths } from "./wish.ts";

export interface RestoreRequest {
  readonly request: PlanRequest;
  readonly wish: RestoreWish;
  readonly choice: Choice;
  readonly place: RestorePlace;
  /** Of a restore of all volumes. */
  readonly whole?: WholePlace;
  /** The number of the mount that holds the destination, in the mount table; null: not known. Of a restore of all volumes. */
  readonly mount?: number | null;
}

/** The address of the actions of one restored volume. */
export function restoreAddress(volume: string, to: string): string {
  return `${volume}.restore[${JSON.stringify(to)}]`;
}

/** Pure: whether a path is below a directory, and not the directory itself. */
export function contains(directory: string, path: string): boolean {
  return path !== directory && isWithin(path, directory);
}

/** The request of a user, resolved for the chosen point. */
function orderFor(wish: RestoreWish, { assessment, point }: Choice, owner: string): RestoreOrder {
  const { id, name, time } = point;
  return {
    owner,
    volume: wish.volume,
    address: assessment.desired.group.address,
    point: { id, name, time: isoOf(time) },
    paths: wholePaths(wish.paths),
  };
}

/** Pure. Throws a `Failure` if a restore is not possible: its destination is not free, or its point cannot be read here. */
export function checkRestore(restore: RestoreRequest): void {
  const { request, wish, choice } = restore;
  const order = orderFor(wish, choice, request.desired.config.id);
  checkPlace(restore, order, overwrittenPaths(wish.overwrite, order.paths));
  readingOf(request, choice.assessment, choice.point);
}

/** One volume of a plan: its tree is prepared, and not yet in its place. */
export interface Prepared {
  readonly where: PlaceRequest;
  readonly details: Details;
  /** The actions that the moves depend on: they do not depend on the check. */
  readonly filled: readonly string[];
  readonly place: Proposal;
  /** Gives the destination the attributes of the root. */
  readonly roots: readonly Proposal[];
}

/**
 * Adds the actions that restore the tree into a closed directory, and compare it with the integrity data. It is moved to
 * its place also if it differs: it is what the point has.
 */
export function prepare(restore: RestoreRequest, { draft, openings }: Drafting, after: readonly string[]): Prepared {
  const { request, wish, choice, place, whole } = restore;
  const order = orderFor(wish, choice, request.desired.config.id);
  const overwrite = overwrittenPaths(wish.overwrite, order.paths);
  checkPlace(restore, order, overwrite);
  const placer = placerIn(request);
  const { group } = choice.assessment.desired;
  const reading = readingOf(request, choice.assessment, choice.point);
  const opened =
    reading.kind === "tree"
      ? openings.add(
          { volume: group.volume, of: `${group.address}@${choice.point.name}`, hooked: false },
          reading.opening,
        )
      : NOTHING_OPENED;
  const details = {
    address: restoreAddress(wish.volume, wish.to),
    reason: `${choice.point.name}: ${choice.reason}`,
    volume: wish.volume,
    opened,
    guard: null,
  };
  const where: PlaceRequest = { to: wish.to, order, overwrite, place, ...(whole === undefined ? {} : { whole }) };
  const resumes = place.staged?.placing === true;
  const filling = { reading, opened, draft, details, after };
  const roots = order.paths.length > 0 ? [] : rootsOf(filling, placer, where, wish.asRoot);
  return {
    ...{ where, details, roots, place: placer.place(where) },
    filled: resumes ? after : filled(restore, where, filling),
  };
}

export interface Drafting {
  readonly draft: Draft;
  readonly openings: Openings;
}

type Details = Omit<Parameters<Draft["add"]>[1], "after">;

interface Filling {
  readonly reading: Reading;
  readonly opened: Opened;
  readonly draft: Draft;
  readonly details: Details;
  readonly after: readonly string[];
}

/** Stages the tree and checks it. Returns the action that the moves depend on: they do not depend on the check. */
function filled(
  { request, wish, choice }: RestoreRequest,
  where: PlaceRequest,
  { reading, opened, draft, details, after }: Filling,
): readonly string[] {
  const { providers, observed } = request;
  const { group } = choice.assessment.desired;
  const placer = placerIn(request);
  const directory = placer.tree(where.place);
  const { paths } = where.order;
  const { asRoot } = wish;
  const fill =
    reading.kind === "extracted"
      ? reading.extract(directory, paths)
      : placer.copyOut(treeOf(opened), directory, { paths, asRoot });
  const ids = draft.chain([placer.stage(where), fill], { ...details, after });
  const last = ids.slice(-1);
  const { integrity } = group.volume;
  if (integrity === null || providers.integrity === null) return last;
  const origin = observed.sources.get(wish.volume)?.root ?? null;
  const records = reading.kind === "tree" ? reading.records : [];
  const others = [
    ...records,
    ...(opened.tree === null ? [] : [opened.tree.path]),
    ...(origin === null ? [] : [origin]),
  ];
  const check = providers.integrity.check({
    ...{ volume: group.volume, integrity, directory, others, paths, asRoot },
    time: choice.point.time,
    live: group.volume.source.type === "plain",
    ...{ own: placer.marks, tree: null, proof: null, ...limitsOf(reading) },
  });
  draft.add(check, { ...details, after: last });
  return last;
}

/** Another user can replace an exposed destination, so no command of a target works on its path. */
function rootsOf({ reading, opened }: Filling, placer: PlacerRole, where: PlaceRequest, asRoot: boolean) {
  const { to, place } = where;
  if (reading.kind === "tree") return [placer.copyRoot(treeOf(opened), to, asRoot)];
  if (reading.extractRoot === null) return [];
  if (!place.exposed) return [reading.extractRoot(to)];
  return [reading.extractRoot(placer.tree(place)), placer.placeRoot(where, asRoot)];
}

function treeOf({ tree }: Opened) {
  if (tree === null) throw new Error("a point was opened without a tree");
  return tree;
}

export function placerIn({ providers }: PlanRequest): PlacerRole {
  if (providers.placer === null) throw new Error("no provider places restored files");
  return providers.placer;
}

function checkPlace({ place, wish }: RestoreRequest, order: RestoreOrder, overwrite: readonly string[]): void {
  const { staged } = place;
  if (staged?.placing === true && canonicalJson(staged.order) !== canonicalJson(order)) {
    const { volume, point, paths } = staged.order;
    const words = ["rdump", "restore", volume, ...paths, "--at", point.name, "--to", wish.to].map(shellWord).join(" ");
    const detail = `${visible(wish.to)} has an interrupted restore of ${visible(point.name)}. To finish it:\n${words}`;
    throw RESTORE.failure("restore-other-order", detail);
  }
  if (staged?.placing === true) return;
  const exist = place.taken.filter((path) => !overwrite.includes(path));
  if (exist.length === 0) return;
  const some = exist.slice(0, 10).map(visible).join(", ");
  const more = exist.length > 10 ? ` and ${exist.length - 10} more` : "";
  throw RESTORE.failure("restore-exists", `${visible(wish.to)} has ${some}${more}.`);
}

interface Drafted extends Drafting {
  readonly problems: readonly Diagnostic[];
}

/** Pure. `problems`: about other volumes. */
export function asPlan(
  request: PlanRequest,
  restores: readonly RestoreRequest[],
  { draft, openings, problems }: Drafted,
): Plan {
  const { extra: _, ...whole } = plan(request);
  const actions = draft.actions();
  const asRoot = restores.every(({ wish }) => wish.asRoot);
  const diagnostics: readonly Diagnostic[] = [
    ...problems,
    ...restores.flatMap(({ choice }) => [...choice.diagnostics, ...failedProof(choice)]),
    ...(asRoot ? [] : [RESTORE.warning("restore-not-root", `All files will belong to the caller.`)]),
    ...restores.flatMap(resumedOf),
  ];
  return {
    ...{ ...whole, actions, trees: openings.trees(), scopes: openings.scopes() },
    ...{ forgotten: [], drift: [], shrunken: [], notAfter: null },
    diagnostics: [...diagnostics].sort(byImportance),
    partial: hasErrors(diagnostics),
    summary: { ...summaryOf(actions, [], new Map()), waiting: 0 },
  };
}

function resumedOf({ place: { staged } }: RestoreRequest): readonly Diagnostic[] {
  if (staged?.placing !== true) return [];
  const detail = `Run ${staged.run} restored the files. Its report:\nrdump runs show ${staged.run}`;
  return [RESTORE.note("restore-resumed", detail)];
}
