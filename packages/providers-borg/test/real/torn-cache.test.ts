import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import { isTorn } from "../../src/discovery/cache.ts";
import {
  BORG_MISSING,
  backUp,
  carryOut,
  deletionsOf,
  discoverIn,
  FIRST_RUN,
  groupOf,
  openWorld,
  proposalsFor,
  SECOND_RUN,
  type World,
} from "./world.ts";

/** A repository with one archive, and where borg has its cache of it. */
async function archivedOnce(world: World) {
  const caches = join(world.root, "caches");
  const group = groupOf(world.repository({ cacheDir: caches }));
  writeFileSync(join(world.tree, "a"), "a");
  await backUp(world, group, { run: FIRST_RUN });
  const [id = ""] = readdirSync(caches).filter((name) => /^[0-9a-f]{64}$/.test(name));
  return { group, cache: join(caches, id), id };
}

/** The copy to which an interrupted borg returns. */
function interrupted(cache: string): string {
  const saved = join(cache, "txn.active");
  mkdirSync(saved);
  for (const name of readdirSync(cache)) {
    if (name === "config" || name === "chunks" || name.startsWith("files"))
      cpSync(join(cache, name), join(saved, name));
  }
  return saved;
}

/** The forms of it that are tried with borg; the others it refuses in the same way. */
const REFUSED: readonly (readonly [string, (cache: string) => void])[] = [
  ["its config is empty", (cache) => writeFileSync(join(cache, "config"), "")],
  ["its config is missing, as in one that is half made or half removed", (cache) => rmSync(join(cache, "config"))],
  ["what borg goes back to has an empty config", (cache) => writeFileSync(join(interrupted(cache), "config"), "")],
];

const TORN: typeof REFUSED = [
  ...REFUSED,
  ["its config is full of zeros", (cache) => writeFileSync(join(cache, "config"), Buffer.alloc(500))],
  ["its index is empty", (cache) => writeFileSync(join(cache, "chunks"), "")],
  ["its index is missing", (cache) => rmSync(join(cache, "chunks"))],
  ["its index is full of zeros", (cache) => writeFileSync(join(cache, "chunks"), Buffer.alloc(45_382))],
  ["its index is cut short", (cache) => truncateSync(join(cache, "chunks"), 4096)],
  ["what borg goes back to has an empty index", (cache) => writeFileSync(join(interrupted(cache), "chunks"), "")],
  ["there is nothing to go back to", (cache) => mkdirSync(join(cache, "txn.active"))],
];

t.test("a torn cache of borg is removed, and the next archive is made", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const { group, cache, id } = await archivedOnce(world);
  const whole = join(world.root, "whole");
  cpSync(cache, whole, { recursive: true });
  t.notOk(await isTorn(world.io, cache));
  for (const [how, tear] of TORN) {
    tear(cache);
    t.ok(await isTorn(world.io, cache), how);
    rmSync(cache, { recursive: true });
    cpSync(whole, cache, { recursive: true });
  }
  let made = 1;
  for (const [, tear] of REFUSED) {
    tear(cache);
    const [found] = (await discoverIn(world, [group])).groups;
    t.match(found, { gap: null, facts: { id, tornCache: cache }, diagnostics: [{ code: "borg-cache-torn" }] });
    t.equal(found?.points.length, made, "it is listed all the same");

    const making = { run: runAt(`run-${made}`, Date.UTC(2026, 10, 23, 20, made)) };
    for (const proposal of proposalsFor(world, group, found?.facts ?? null, making)) {
      t.match(await carryOut(world.io, proposal, making), { status: "done" });
    }
    made++;
    const [after] = (await discoverIn(world, [group])).groups;
    t.match(after, { gap: null, diagnostics: [] });
    t.strictSame(after?.facts, { repository: "present", id });
    t.equal(after?.points.length, made);
  }
});

t.test("an archive is deleted although the cache of borg is torn", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const { group, cache } = await archivedOnce(world);
  writeFileSync(join(cache, "config"), "");
  const [found] = (await discoverIn(world, [group])).groups;
  const [deletion] = deletionsOf(group, found?.points ?? [], found?.facts);
  if (deletion === undefined) throw new Error("nothing is proposed");
  t.match(await carryOut(world.io, deletion), { status: "done" });
  t.match((await discoverIn(world, [group])).groups, [{ points: [], diagnostics: [] }]);
});

t.test("a damaged cache is not reported as a damaged repository", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const { group, cache } = await archivedOnce(world);
  const index = readFileSync(join(cache, "chunks"));
  writeFileSync(join(cache, "chunks"), index.fill(7, 3000, 3050));
  t.match(await backUp(world, group, { run: SECOND_RUN }), {
    status: "failed",
    diagnostic: { code: "borg-cache-unusable", detail: new RegExp(cache) },
  });
});

t.test(
  "a directory with files that borg did not write is not a cache, and is kept",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    const { group, cache, id } = await archivedOnce(world);
    rmSync(cache, { recursive: true });
    // A copy of the repository, among what is declared to be caches.
    cpSync(group.repository?.location ?? "", cache, { recursive: true });
    const making = { run: SECOND_RUN };
    for (const proposal of proposalsFor(world, group, { repository: "present", id, tornCache: cache }, making)) {
      t.match(await carryOut(world.io, proposal, making), { status: "failed" });
    }
    t.ok(existsSync(join(cache, "data")));
  },
);

t.test("a cache that borg can repair, or that another action rebuilt, is kept", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  const { group, cache, id } = await archivedOnce(world);
  interrupted(cache);
  const [found] = (await discoverIn(world, [group])).groups;
  t.match(found, { gap: null, diagnostics: [] });
  t.strictSame(found?.facts, { repository: "present", id });

  writeFileSync(join(cache, "ours"), "");
  const making = { run: SECOND_RUN };
  // It was damaged when this was planned, and is not any longer.
  for (const proposal of proposalsFor(world, group, { repository: "present", id, tornCache: cache }, making)) {
    t.match(await carryOut(world.io, proposal, making), { status: "done" });
  }
  t.ok(existsSync(join(cache, "ours")));
});
