import type { Diagnostic, ReadIo, ScopeHandler } from "@rdump/core/provider";
import { mountAt } from "../answers/mounts.ts";
import { directoryCommand, mountCommand, removeDirectoryCommand, type Snapshot, unmountCommand } from "../commands.ts";
import { lastWords, lookAtMounts } from "../look.ts";
import { checkSnapshot } from "./check.ts";
import { notDirectory, notMountedNow, notReleased, otherMount } from "./troubles.ts";
import { untilLetGo } from "./unmount.ts";
import type { Written } from "./written.ts";

/** A snapshot, mounted where nobody else can reach it. */
export function mountScope(written: Written): ScopeHandler<Snapshot> {
  return {
    kind: "lvm/mount",

    handle: ({ vg, name, path }, run) => ({ vg, name, path, run: run.id }),

    commands: (snapshot) => ({
      acquire: [directoryCommand(snapshot), mountCommand(snapshot)],
      release: [unmountCommand(snapshot), removeDirectoryCommand(snapshot)],
    }),

    async acquire(snapshot, _run, io) {
      const placed = await io.run(directoryCommand(snapshot));
      if (placed.exitCode !== 0) return notDirectory(snapshot, lastWords(placed));
      const unsafe = await whyUnsafe(snapshot, io);
      if (unsafe !== null) return unsafe;
      const mounts = await lookAtMounts(io);
      if ("unseen" in mounts) return mounts.unseen;
      const other = mountAt(mounts.found, snapshot.path);
      if (other !== null) return otherMount(snapshot, other);
      const mounted = await io.run(mountCommand(snapshot));
      if (mounted.exitCode !== 0) return notMountedNow(snapshot, lastWords(mounted));
      return checkSnapshot(snapshot, "before", written, io);
    },

    async release(snapshot, _run, io) {
      const held = await untilLetGo(snapshot, io);
      if (held !== null) return held;
      if ((await io.lstat(snapshot.path)) === null) return null;
      const removed = await io.run(removeDirectoryCommand(snapshot));
      if (removed.exitCode === 0 || (await io.lstat(snapshot.path)) === null) return null;
      return notReleased(snapshot, lastWords(removed));
    },
  };
}

/** A snapshot holds everybody's files: its place must be nobody else's, and no link. */
async function whyUnsafe(snapshot: Snapshot, io: ReadIo): Promise<Diagnostic | null> {
  for (const path of [snapshot.scratch, snapshot.path]) {
    const facts = await io.lstat(path);
    const isSafe = facts?.kind === "directory" && facts.uid === 0 && (facts.mode & 0o077) === 0;
    if (!isSafe) return notDirectory(snapshot, `${path} is no directory of root's alone`);
  }
  return null;
}
