import { slotKey } from "../../desired/schedule.ts";
import { type Every, lengthOf } from "../../model/every.ts";
import { stampOf } from "../../model/instant.ts";
import { byAge, type Point } from "../../model/point.ts";
import type { Tree } from "../../model/scope.ts";
import type { Shrinkage } from "../../model/shrinkage.ts";
import type { Volume } from "../../model/volume.ts";
import type { Proposal } from "../../provider/roles.ts";
import type { Assessment } from "../assess.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/**
 * With its own schedule, integrity data is due if its slot has no revision. Without one, it is due with each copy of
 * the tree, by its files or as a whole.
 */
export function isIntegrityDue(volume: Volume, due: readonly Assessment[], request: PlanRequest): boolean {
  const { integrity } = volume;
  const { desired, observed, providers } = request;
  const source = observed.sources.get(volume.name);
  const isReadable = source?.gap == null && source?.unreadable == null;
  if (integrity === null || providers.integrity === null || !isReadable) return false;
  const isCopied = ({ wants, desired: { group } }: Assessment) => wants === "tree" || group.target.kind === "replicas";
  if (integrity.every === null || due.some(comparesContent)) return due.some(isCopied);
  const seen = observed.integrity.get(volume.name);
  if (seen === undefined || seen.gap !== null) return false;
  const slot = (at: number) => slotKey(integrity.every as Every, desired.zone, at);
  return seen.newest === null || slot(seen.newest) !== slot(desired.now);
}

/**
 * A mirror that compares by content would take over a decayed file. Each of its runs hashes every file before, so that the
 * mirror keeps the former content.
 */
function comparesContent({ desired: { group } }: Assessment): boolean {
  return group.target.kind === "mirrors" && group.target.compare === "checksum";
}

/**
 * Integrity data is written into the tree before the tree is copied, so it is first. Copies do not depend on it: if it
 * fails, a backup without integrity data is better than none, and the run reports the failure. With `keeps`, a
 * companion with the integrity data of this run is made beside the point, if declared. It is last, after the integrity
 * data is copied to the volume.
 */
export function addIntegrity(
  volume: Volume,
  tree: Tree,
  { keeps, due }: { readonly keeps: boolean; readonly due: readonly Assessment[] },
  request: PlanRequest,
  { draft, shrunken }: { readonly draft: Draft; readonly shrunken: readonly Shrinkage[] },
): void {
  const { integrity } = volume;
  const { providers, desired } = request;
  if (providers.integrity === null || integrity === null) return;
  const address = `${volume.name}.integrity[${JSON.stringify(integrity.surefile)}]`;
  const open = shrunken.find((each) => each.volume === volume.name && each.by === address);
  const since = open?.since ?? newestRevision(volume, request);
  const period = integrity.scrub === undefined ? null : lengthOf(integrity.scrub) / 1000;
  const scrub = due.some(comparesContent) ? "all" : period;
  const proposals = providers.integrity.update({ owner: desired.config.id, volume, integrity, tree, since, scrub });
  const companion = keeps && integrity.snapshot ? companionOf(volume, tree, request) : [];
  draft.chain([...proposals, ...companion], {
    address,
    reason: "due: integrity data for the points of this run",
    volume: volume.name,
    after: [],
    opened: { moment: [], tree },
    guard: null,
  });
}

/**
 * The revision of the run that made the newest complete point: files that this point has and the source does not have are
 * lost. The previous revision can belong to a run whose points are not kept.
 */
function newestRevision({ targets }: Volume, { observed }: PlanRequest): string | null {
  let newest: Point | null = null;
  for (const { address } of targets) {
    for (const point of observed.groups.get(address)?.points ?? []) {
      if (point.state === "complete" && (newest === null || byAge(newest, point) < 0)) newest = point;
    }
  }
  return newest === null ? null : stampOf(newest.time);
}

function companionOf(volume: Volume, tree: Tree, { desired, observed, providers }: PlanRequest): readonly Proposal[] {
  const facts = observed.sources.get(volume.name)?.facts ?? null;
  const role = providers.source(volume.source.type);
  return role?.companion?.({ owner: desired.config.id, volume, facts, tree }) ?? [];
}
