import {
  type CommandResult,
  type Diagnostic,
  lastOutput,
  type Mount,
  makeScratchMount,
  type ReadIo,
  removeDirectoryCommand,
  removeScratchMount,
  type ScopeHandler,
  type ScratchPlace,
  scratchDirectoryCommand,
  unmountCommand,
} from "@rdump/core/provider";
import { mountCommand, type Snapshot } from "../commands.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { findVolume } from "../look.ts";
import { checkSnapshot } from "./check.ts";
import { notDirectory, notMountedNow, notReleased, notUnmounted, otherMount } from "./diagnostics.ts";
import { kernelLines } from "./kernel-log.ts";
import type { Written } from "./written.ts";

/** A snapshot that is mounted where other users have no access. */
export function mountScope(written: Written): ScopeHandler<Snapshot> {
  return {
    kind: "lvm/mount",
    version: 1,
    schema: inputSchemas.scopes["lvm/mount"],

    handle: ({ vg, name, path }, run) => ({ vg, name, path, run: run.id }),

    commands: (snapshot) => ({
      acquire: [scratchDirectoryCommand(snapshot.scratch, snapshot.path), mountCommand(snapshot)],
      release: [unmountCommand(snapshot.path), removeDirectoryCommand(snapshot.path)],
    }),

    async acquire(snapshot, _run, io) {
      const place = {
        ...placeOf(snapshot),
        scratch: snapshot.scratch,
        mount: mountCommand(snapshot),
        unsafe: (path: string) => notDirectory(snapshot, `${path} is not a directory that only root can write`),
        notCreated: (result: CommandResult) => notDirectory(snapshot, lastOutput(result)),
        notMounted: async (result: CommandResult) =>
          notMountedNow(snapshot, lastOutput(result), await kernelLinesOf(snapshot, io)),
      };
      return (await makeScratchMount(place, io)) ?? checkSnapshot(snapshot, "before", written, io);
    },

    release: (snapshot, _run, io) => removeScratchMount(placeOf(snapshot), io),
  };
}

function placeOf(snapshot: Snapshot): ScratchPlace {
  return {
    path: snapshot.path,
    isOwn: (mount, io) => isOwn(snapshot, mount, io),
    occupied: (mount) => otherMount(snapshot, mount),
    busy: (words, holders) => notUnmounted(snapshot, words, holders),
    notRemoved: (words) => notReleased(snapshot, words),
  };
}

async function kernelLinesOf({ vg, name }: Snapshot, io: ReadIo): Promise<readonly string[]> {
  const own = await findVolume(vg, name, io);
  return kernelLines("found" in own ? (own.found?.device ?? null) : null, io);
}

async function isOwn({ vg, name }: Snapshot, { device }: Mount, io: ReadIo): Promise<boolean | Diagnostic> {
  const own = await findVolume(vg, name, io);
  return "unseen" in own ? own.unseen : own.found?.device === device;
}
