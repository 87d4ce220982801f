import { randomBytes } from "node:crypto";
import { closeSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { BorgRepository, Outcome, RunIo } from "@rdump/core/provider";
import t from "tap";
import {
  BORG_MISSING,
  backUp,
  carryOut,
  deletionsOf,
  discoverIn,
  FIRST_RUN,
  groupOf,
  openWorld,
  pretendSsh,
  SECOND_RUN,
  upkeepOf,
  type World,
} from "./world.ts";

t.test("a valid repository passes the check, a damaged one is reported", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  writeFileSync(join(world.tree, "large"), randomBytes(2_000_000));
  const repository = world.repository();
  await backUp(world, groupOf(repository));
  const check = upkeepOf("check", repository);
  const heard: { part?: number; current?: string }[] = [];
  const good = await carryOut(world.io, check, { progress: (progress) => heard.push(progress) });
  t.same(good, { status: "done", made: null, moved: {}, warnings: [] });
  t.match(heard[0], { part: Number, current: "Checking segments" });
  t.ok(heard.some(({ current }) => current === "Checking archives"));
  t.ok(heard.every(({ part = -1 }) => part >= 0 && part <= 1));

  damage(repository);
  const bad = await carryOut(world.io, check);
  t.match(bad, { status: "failed", diagnostic: { code: "borg-check-failed", detail: /checksum mismatch/ } });
  t.match(await carryOut(world.io, check), { status: "failed" }, "and nothing was repaired");
  const gone = upkeepOf("check", world.repository({ location: join(world.root, "nowhere") }));
  t.match(await carryOut(world.io, gone), { status: "failed", diagnostic: { code: "borg-gone" } });
});

t.test(
  "a compaction frees the space of deleted archives, and reports the amount",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    const repository = world.repository();
    t.match(await twoArchivesAndADelete(world, repository), { status: "done" });
    const before = sizeOf(repository);
    const outcome = await carryOut(world.io, upkeepOf("compact", repository));
    t.match(outcome, { status: "done", warnings: [] });
    const freed = before - sizeOf(repository);
    t.ok(freed > 2_000_000, `${freed} bytes`);
    const reported = outcome.status === "done" ? (outcome.moved.freed ?? 0) : 0;
    t.ok(Math.abs(reported - freed) < 20_000, `${reported} were reported`);
  },
);

t.test("an append-only repository keeps deleted data, and this is reported", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const repository = world.repository();
  world.borg(["init", "--encryption=none", "--append-only", repository.location]);
  t.match((await discoverIn(world, [groupOf(repository)])).repositories, [{ state: "present", appendOnly: true }]);
  t.match(await twoArchivesAndADelete(world, repository), { status: "done" });
  const before = sizeOf(repository);
  t.match(await carryOut(world.io, upkeepOf("compact", repository)), {
    status: "done",
    moved: { freed: undefined },
    warnings: [{ code: "borg-not-compacted" }],
  });
  t.ok(sizeOf(repository) >= before);
  world.borg(["config", repository.location, "append_only", "0"]);
  t.match((await discoverIn(world, [groupOf(repository)])).repositories, [{ appendOnly: false }]);
  t.match(await carryOut(world.io, upkeepOf("compact", repository)), { moved: { freed: Number }, warnings: [] });
  t.ok(sizeOf(repository) < before - 2_000_000, "once it is writable, all that was deleted comes free");
});

t.test("an append-only host is detected by the result of a compaction", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const local = world.repository();
  await twoArchivesAndADelete(world, local);
  const remote = { ...world.repository({ location: `ssh://host${local.location}` }) };
  const compact = (io: RunIo) => carryOut(relocated(io), upkeepOf("compact", remote));
  t.match(await compact(pretendSsh(world, "borg serve --append-only")), {
    status: "done",
    warnings: [{ code: "borg-not-compacted" }],
  });
  const outcome = await compact(pretendSsh(world, "borg serve"));
  t.match(outcome, { status: "done", moved: { freed: Number }, warnings: [] });
  t.ok(outcome.status === "done" && (outcome.moved.freed ?? 0) > 2_000_000);
});

t.test("an upload is no faster than its limit", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const io = pretendSsh(world);
  writeFileSync(join(world.tree, "large"), randomBytes(3_000_000));
  const location = `ssh://host${join(world.root, "repository")}`;
  const repository = world.repository({ location, uploadLimit: 512 * 1024, compression: "none" });
  const started = Date.now();
  t.match(await backUp({ ...world, io }, groupOf(repository)), { status: "done" });
  const seconds = (Date.now() - started) / 1000;
  t.ok(seconds > 3_000_000 / (512 * 1024) - 1, `3 MB at 512 KiB a second took ${seconds} s`);
});

/** The second is made from another tree, so the data of the first is not used any more. */
async function twoArchivesAndADelete(world: World, repository: BorgRepository): Promise<Outcome> {
  const group = groupOf(repository);
  writeFileSync(join(world.tree, "large"), randomBytes(3_000_000));
  const first = await backUp(world, group, { run: FIRST_RUN });
  writeFileSync(join(world.tree, "large"), "small");
  await backUp(world, group, { run: SECOND_RUN });
  const [deletion] = deletionsOf(group, first.status === "done" && first.made !== null ? [first.made] : []);
  if (deletion === undefined) throw new Error("nothing to delete");
  return carryOut(world.io, deletion);
}

/** borg asks about a repository that it knows at another place; here the place is the same. */
function relocated(io: RunIo): RunIo {
  const yes = { BORG_RELOCATED_REPO_ACCESS_IS_OK: "yes" };
  return {
    ...io,
    run: (step, listener) => io.run(step.do === "run" ? { ...step, env: { ...step.env, ...yes } } : step, listener),
  };
}

function segmentsOf({ location }: BorgRepository): readonly string[] {
  return readdirSync(join(location, "data", "0")).map((name) => join(location, "data", "0", name));
}

function sizeOf(repository: BorgRepository): number {
  return segmentsOf(repository).reduce((sum, path) => sum + statSync(path).size, 0);
}

/** Overwrites some bytes in the middle of the largest segment, like a failing disk. */
function damage(repository: BorgRepository): void {
  const [largest = ""] = [...segmentsOf(repository)].sort((a, b) => statSync(b).size - statSync(a).size);
  const file = openSync(largest, "r+");
  writeSync(file, "not what was written here", 5000);
  closeSync(file);
}
