import type { Diagnostic, ReadIo, RunIo, ScopeHandler } from "@rdump/core/provider";
import type { LogicalVolume } from "../answers/volumes.ts";
import {
  clearCommand,
  createCommand,
  forgetCommand,
  layersOf,
  refreshCommand,
  removeCommand,
  resumeCommand,
  type Snapshot,
  settleCommand,
} from "../commands.ts";
import { topDevices } from "../devices.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findVolume, lastOutput, lookAtVolumes } from "../look.ts";
import { hasTags, ownTags, runIn, tagsFor } from "../naming/tags.ts";
import { foreignSnapshot, noRoomNow, notMade, notRemoved, originChanged, stillThere } from "./diagnostics.ts";
import type { Written } from "./written.ts";

/** A snapshot of a logical volume. */
export function snapshotScope(written: Written): ScopeHandler<Snapshot> {
  return {
    kind: "lvm/snapshot",
    version: 1,
    schema: inputSchemas.scopes["lvm/snapshot"],

    handle: ({ vg, name, originUuid }, run) => ({ vg, name, originUuid, run: run.id }),

    commands: (snapshot, run) => ({
      acquire: [createCommand(snapshot, run)],
      release: [
        ...[settleCommand(), clearCommand(snapshot), resumeCommand(snapshot), removeCommand(snapshot)],
        ...[...layersOf(snapshot).map(forgetCommand), refreshCommand(snapshot)],
      ],
    }),

    async acquire(snapshot, run, io) {
      const seen = await lookAtVolumes([snapshot.vg], io);
      if ("unseen" in seen) return seen.unseen;
      const other = seen.found.find(({ name }) => name === snapshot.name);
      if (other !== undefined) return inTheWay(snapshot, other);
      const origin = seen.found.find(({ name }) => name === snapshot.lv);
      if (origin?.uuid !== snapshot.originUuid) return originChanged(snapshot);
      await written.note(snapshot.originUuid, origin.device, io);
      const made = await io.run(createCommand(snapshot, run));
      if (made.exitCode !== 0) {
        return /insufficient free space|free extents/i.test(made.stderr.toString("utf8"))
          ? noRoomNow(snapshot, lastOutput(made))
          : notMade(snapshot, lastOutput(made));
      }
      const found = await findVolume(snapshot.vg, snapshot.name, io);
      if ("unseen" in found) return found.unseen;
      const isOurs = found.found !== null && hasTags(found.found.tags, tagsFor(snapshot, run.id)) && found.found.active;
      return isOurs ? null : notMade(snapshot, "it is missing or not active, although lvcreate reported success");
    },

    async release(snapshot, run, io) {
      const seen = await lookAtVolumes([snapshot.vg], io);
      if ("unseen" in seen) return seen.unseen;
      const found = seen.found.find(({ name }) => name === snapshot.name);
      const origin = seen.found.find(({ uuid }) => uuid === snapshot.originUuid);
      // Only snapshots of this run: a snapshot with other tags or without tags existed before.
      const isOurs = found !== undefined && hasTags(found.tags, tagsFor(snapshot, run.id));
      const wasKilled = origin?.active === true && (origin.suspended || (isOurs && found.origin === null));
      const stuck = wasKilled ? await resume(snapshot, io) : null;
      if (found !== undefined && !isOurs) return stuck;
      const left = isOurs ? await remove(snapshot, io) : null;
      return left ?? stuck ?? (wasKilled || !isOurs ? await tidy(snapshot, wasKilled, io) : null);
    },
  };
}

function inTheWay(snapshot: Snapshot, { tags }: LogicalVolume): Diagnostic {
  const run = runIn(tags);
  return run !== null && hasTags(tags, ownTags(snapshot)) ? stillThere(snapshot, run) : foreignSnapshot(snapshot);
}

const TRIES = 10;
const BETWEEN = 1_000;

/** udev and other programs open a changed device for a moment: then it is busy. */
async function remove(snapshot: Snapshot, io: RunIo): Promise<Diagnostic | null> {
  let words = "";
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN));
    await io.run(settleCommand());
    const removed = await io.run(removeCommand(snapshot));
    if (removed.exitCode === 0) return null;
    words = lastOutput(removed);
    const seen = await findVolume(snapshot.vg, snapshot.name, io);
    if ("found" in seen && seen.found === null) return null;
    if (await isSuspended(snapshot, io)) await resume(snapshot, io);
  }
  return notRemoved(snapshot, words);
}

/**
 * A killed lvcreate or lvremove can leave the origin suspended: then all writes to it wait for ever. Or it leaves a
 * prepared table, which the next suspend and resume would activate.
 */
async function resume(snapshot: Snapshot, io: RunIo): Promise<Diagnostic | null> {
  const cleared = await io.run(clearCommand(snapshot));
  if (cleared.exitCode !== 0) return notRemoved(snapshot, lastOutput(cleared));
  if (!(await isSuspended(snapshot, io))) return null;
  const result = await io.run(resumeCommand(snapshot));
  return result.exitCode === 0 ? null : notRemoved(snapshot, lastOutput(result));
}

/**
 * Leftovers of a killed lvcreate or lvremove in the kernel that lvremove ignores: devices with the name of the next
 * snapshot, and an origin that still depends on a layer.
 */
async function tidy(snapshot: Snapshot, wasKilled: boolean, io: RunIo): Promise<Diagnostic | null> {
  for (const device of layersOf(snapshot)) {
    // Queried again for each: devices that depend on it may be removed by now.
    if (!(await topDevices(io)).includes(device)) continue;
    const forgotten = await io.run(forgetCommand(device));
    if (forgotten.exitCode !== 0) return notRemoved(snapshot, lastOutput(forgotten));
  }
  if (!wasKilled) return null;
  const refreshed = await io.run(refreshCommand(snapshot));
  return refreshed.exitCode === 0 ? null : notRemoved(snapshot, lastOutput(refreshed));
}

async function isSuspended({ vg, originUuid }: Snapshot, io: ReadIo): Promise<boolean> {
  const seen = await lookAtVolumes([vg], io);
  return "found" in seen && seen.found.some(({ uuid, suspended }) => uuid === originUuid && suspended);
}
