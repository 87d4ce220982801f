import { slotKey } from "../../desired/schedule.ts";
import type { TargetKind } from "../../model/address.ts";
import type { Every } from "../../model/every.ts";
import type { Instant } from "../../model/instant.ts";
import type { Scope, Tree } from "../../model/scope.ts";
import type { Volume } from "../../model/volume.ts";
import { HOOK_SCOPE, type HookInput } from "../../provider/hook.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/** What making the due points of one volume takes beside its actions. */
export interface VolumeFlow {
  readonly trees: readonly Tree[];
  readonly scopes: readonly Scope[];
  /** For each group that gets a point: the action that completes it. */
  readonly completes: ReadonlyMap<string, string>;
}

const NOTHING: VolumeFlow = { trees: [], scopes: [], completes: new Map() };

/**
 * The way of one volume's data: open its tree, write the integrity data into it, let every due target read it.
 * Which tools do that is the providers' business; the order is decided here.
 */
export function flowOf(volume: Volume, due: readonly Assessment[], request: PlanRequest, draft: Draft): VolumeFlow {
  const fromVolume = due.filter(({ desired }) => desired.madeFrom === null);
  const integrityIsDue = isIntegrityDue(volume, fromVolume, request);
  if (fromVolume.length === 0 && !integrityIsDue) return NOTHING;
  const { tree, scopes } = openTree(volume, request);
  if (integrityIsDue) addIntegrity(volume, tree, request, draft);
  const completes = new Map<string, string>();
  for (const { desired } of fromVolume) {
    const { group, slot } = desired;
    const proposals = keeperOf(request, group.target.medium).create({
      owner: request.desired.config.id,
      group,
      facts: request.observed.groups.get(group.address)?.facts ?? null,
      tree,
      shrink: request.desired.config.limits.shrink,
      surefile: surefileOf(volume, request),
    });
    const reason = `due: no ${NOUN[group.target.kind]} for ${slot.label} yet`;
    const ids = draft.chain(proposals, { address: group.address, reason, after: [], tree: tree.id, guard: null });
    const last = ids.at(-1);
    if (last !== undefined) completes.set(group.address, last);
  }
  return { trees: [tree], scopes, completes };
}

const NOUN = {
  snapshots: "snapshot",
  archives: "archive",
  mirrors: "mirror",
  replicas: "replica",
  clones: "clone",
} as const;

function openTree(
  volume: Volume,
  { providers, observed, desired }: PlanRequest,
): { tree: Tree; scopes: readonly Scope[] } {
  const role = providers.source(volume.source.type);
  if (role === null) throw new Error(`no provider opens a source of type ${volume.source.type}`);
  const opened = role.open({
    owner: desired.config.id,
    volume,
    facts: observed.sources.get(volume.name)?.facts ?? null,
    scratch: desired.config.scratch.mount,
  });
  const chain: Scope[] = [];
  for (const [index, scope] of opened.scopes.entries()) {
    const under = chain.at(-1);
    chain.push({
      id: `${volume.name} ${scope.kind} ${index + 1}`,
      kind: scope.kind,
      volume: volume.name,
      input: scope.input,
      moment: scope.moment ? "fixes" : null,
      on: under === undefined ? [] : [under.id],
    });
  }
  const scopes = [...hooksOf(volume, chain), ...chain];
  return {
    scopes,
    tree: {
      id: `tree ${volume.name}`,
      volume: volume.name,
      source: volume.source.type,
      path: opened.path,
      origin: opened.origin,
      live: opened.live,
      root: opened.root ?? opened.origin !== null,
      input: opened.input,
      scopes: scopes.map(({ id }) => id),
    },
  };
}

/** Around the moment that a snapshot fixes; where nothing does, around all that reads the volume. */
function hooksOf({ name, hooks }: Volume, chain: readonly Scope[]): readonly Scope[] {
  if (hooks === null) return [];
  const input: HookInput = { volume: name, ...hooks };
  const moment = chain.some((scope) => scope.moment === "fixes") ? "around" : null;
  return [{ id: `${name} hooks`, kind: HOOK_SCOPE, volume: name, input, moment, on: [] }];
}

/** A schedule of its own is asked whether its slot has a revision; without one, integrity comes with what copies the tree. */
function isIntegrityDue(volume: Volume, due: readonly Assessment[], request: PlanRequest): boolean {
  const { integrity } = volume;
  const { desired, observed, providers } = request;
  if (integrity === null || providers.integrity === null || observed.sources.get(volume.name)?.gap != null)
    return false;
  if (integrity.every === null) return due.some(({ desired }) => COPIES_THE_TREE.has(desired.group.target.kind));
  const seen = observed.integrity.get(volume.name);
  if (seen === undefined || seen.gap !== null) return false;
  const slot = (at: Instant) => slotKey(integrity.every as Every, desired.zone, at);
  return seen.newest === null || slot(seen.newest) !== slot(desired.now);
}

const COPIES_THE_TREE: ReadonlySet<TargetKind> = new Set(["archives", "mirrors", "replicas"]);

/**
 * Integrity data goes into the tree before anybody copies from it: so it stands first. What copies does not depend on
 * it: when it fails, a backup without it is still better than none, and the run says that it failed.
 */
function addIntegrity(volume: Volume, tree: Tree, request: PlanRequest, draft: Draft): void {
  const { integrity } = volume;
  if (request.providers.integrity === null || integrity === null) return;
  const proposals = request.providers.integrity.update({ owner: request.desired.config.id, volume, integrity, tree });
  const address = `${volume.name}.integrity[${JSON.stringify(integrity.surefile)}]`;
  const reason = "due: integrity data for the points of this run";
  draft.chain(proposals, { address, reason, after: [], tree: tree.id, guard: null });
}

function surefileOf(volume: Volume, { providers }: PlanRequest): string | null {
  return providers.integrity === null ? null : (volume.integrity?.surefile ?? null);
}

export function keeperOf(
  { providers }: Pick<PlanRequest, "providers">,
  medium: Parameters<PlanRequest["providers"]["keeper"]>[0],
) {
  const keeper = providers.keeper(medium);
  if (keeper === null) throw new Error(`no provider keeps ${medium}`);
  return keeper;
}
