import { appendFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "@rdump/core/provider";
import t from "tap";
import {
  BORG_MISSING,
  backUp,
  carryOut,
  deletionsOf,
  discoverIn,
  groupOf,
  openWorld,
  proposalsFor,
  SECOND_RUN,
  type World,
} from "./world.ts";

const NOT_ROOT = process.getuid?.() === 0 ? false : "only root can run borg as somebody else";

t.test(
  "an archive without a file that cannot be read is incomplete, and its name says so",
  { skip: BORG_MISSING || NOT_ROOT },
  async (t) => {
    const world = openWorld(t, { asNobody: true });
    // Reads like the harmless sentence about a file that vanished.
    const name = "x: stat: [Errno 2] No such file or directory: 'x'";
    writeFileSync(join(world.tree, name), "secret", { mode: 0o600 });
    const group = groupOf(world.repository());
    const outcome = await backUp(world, group);
    t.match(outcome, { status: "failed", diagnostic: { code: "borg-files-unreadable" } });
    const found = await discoverIn(world, [group]);
    t.match(found.groups[0]?.points, [{ name: "root-20261122T200640Z-4e65.incomplete", state: "incomplete" }]);
  },
);

/**
 * A tree with a file that is read for a while, and what happens to it in that while.
 *
 * borg reads a directory's files by inode: the lowest is read first, and the others come after it.
 */
function restless(world: World): (progress: { readonly current?: string }) => void {
  const long = join(world.tree, "long");
  const created = Array.from({ length: 20 }, (_, at) => join(world.tree, `later ${at}`));
  for (const path of created) writeFileSync(path, "soon gone");
  const [first = "", ...victims] = created.sort((one, other) => statSync(one).ino - statSync(other).ino);
  renameSync(first, long);
  writeFileSync(long, Buffer.alloc(200_000_000, "rdump "));
  let happened = false;
  return ({ current }) => {
    if (happened || current !== "long") return;
    happened = true;
    for (const path of victims) rmSync(path);
    appendFileSync(long, "more");
  };
}

t.test(
  "changes in a live tree are warnings, changes in a snapshot make the archive invalid",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    const group = groupOf(world.repository());
    const live = await backUp(world, group, { progress: restless(world) });
    t.match(live, { status: "done", warnings: [{ code: "borg-files-vanished" }, { code: "borg-files-changed" }] });
    const still = await backUp(world, group, { run: SECOND_RUN, live: false, progress: restless(world) });
    t.match(still, { status: "failed", diagnostic: { code: "borg-snapshot-changed" } });
    const found = await discoverIn(world, [group]);
    t.same(found.groups[0]?.points.map(({ name, state }) => [name, state]).sort(), [
      ["root-20261122T200640Z-4e65", "complete"],
      ["root-20261123T200640Z-b9d1.unchecked", "invalid"],
    ]);
  },
);

t.test(
  "a tree that was replaced after it was opened makes no backup, and borg is not started",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    const group = groupOf(world.repository());
    const overflow: Diagnostic = { code: "lvm-overflow", severity: "error", summary: "", detail: "" };
    const asked: string[] = [];
    const after = await backUp(world, group, {
      verifyTree(when) {
        asked.push(when);
        return Promise.resolve(when === "after" ? overflow : null);
      },
    });
    t.match(after, { status: "failed", diagnostic: overflow });
    t.same(asked, ["before", "after"]);
    const before = await backUp(world, group, { run: SECOND_RUN, verifyTree: () => Promise.resolve(overflow) });
    t.match(before, { status: "failed", diagnostic: overflow });
    const found = await discoverIn(world, [group]);
    t.same(
      found.groups[0]?.points.map(({ name }) => name),
      ["root-20261122T200640Z-4e65.unchecked"],
    );

    // borg takes a value of --timestamp first for the path of a file. A user can know the time of a run.
    writeFileSync(join(world.tree, SECOND_RUN.time), "");
    t.match(await backUp(world, group, { run: SECOND_RUN }), { status: "done" });
  },
);

t.test(
  "a stopped borg leaves a checkpoint, which belongs to the command that began it",
  { skip: BORG_MISSING },
  async (t) => {
    const stop = new AbortController();
    const world = openWorld(t, { signal: stop.signal });
    const calm = { ...world, io: openWorld(t).io };
    writeFileSync(join(world.tree, "long"), Buffer.alloc(200_000_000, "rdump "));
    const repository = world.repository();
    const group = groupOf(repository);
    world.borg(["init", "--encryption=none", repository.location]);
    const [create] = proposalsFor(world, group, { repository: "present", id: "" });
    if (create === undefined) throw new Error("no proposal");
    const stopped = await carryOut(world.io, create, { progress: ({ current }) => current === "long" && stop.abort() });
    t.match(stopped, { status: "failed", diagnostic: { code: "borg-stopped" } });

    const env = { HOME: join(world.root, "home") };
    t.match(
      world.borg(["list", "--short", "--consider-checkpoints", repository.location], { env }),
      /^root-20261122T200640Z-4e65\.unchecked\.checkpoint$/m,
    );
    const found = await discoverIn(calm, [group]);
    const points = found.groups[0]?.points ?? [];
    t.match(points, [
      {
        name: "root-20261122T200640Z-4e65.unchecked.checkpoint",
        state: "invalid",
        run: "run-1",
        time: Date.UTC(2026, 10, 22, 20, 6, 40),
      },
    ]);
    const stranger = await discoverIn(calm, [group], "vaco");
    t.same([stranger.groups[0]?.points, stranger.forgotten], [[], []]);

    t.match(await backUp(calm, group, { run: SECOND_RUN }), { status: "done" });
    const [deletion] = deletionsOf(group, points);
    if (deletion === undefined) throw new Error("no deletion");
    t.match(await carryOut(calm.io, deletion), { status: "done" });
    t.same(
      (await discoverIn(calm, [group])).groups[0]?.points.map(({ state }) => state),
      ["complete"],
    );
  },
);
