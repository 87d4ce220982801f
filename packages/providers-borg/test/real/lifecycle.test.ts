import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import t from "tap";
import { accessTo, filesCacheSuffix } from "../../src/access.ts";
import {
  BORG_MISSING,
  backUp,
  carryOut,
  deletionsOf,
  discoverIn,
  FIRST_RUN,
  groupOf,
  handlerOf,
  openWorld,
  proposalsFor,
  SECOND_RUN,
} from "./world.ts";

t.test(
  "the life of a repository, at a path with a space, a newline, a colon and quotes",
  { skip: BORG_MISSING },
  async (t) => {
    const world = openWorld(t);
    writeFileSync(join(world.tree, "large"), Buffer.alloc(5_000_000, "rdump"));
    mkdirSync(join(world.tree, "etc"));
    // borg does not remember the newest file, nor one of the same tick of the kernel's clock.
    await setTimeout(50);
    writeFileSync(join(world.tree, "etc", "fstab"), "none");
    const repository = world.repository({ location: join(world.root, "a repository\nof: éverything, 'quoted'") });
    const group = groupOf(repository);

    const nothing = await discoverIn(world, [group]);
    t.same(nothing.groups, [
      { address: group.address, points: [], gap: null, facts: { repository: "absent" }, diagnostics: [] },
    ]);
    const [init, create, ...more] = proposalsFor(world, group, { repository: "absent" });
    if (init === undefined || create === undefined) throw new Error("not two proposals");
    t.same(more, []);
    t.same(await handlerOf("borg/create").probe(create.input, FIRST_RUN, world.io), { state: "absent" });
    t.equal((await carryOut(world.io, init)).status, "done");
    t.same(await handlerOf("borg/init").probe(init.input, FIRST_RUN, world.io), { state: "done" });
    t.match(await carryOut(world.io, init), { status: "failed", diagnostic: { code: "borg-in-the-way" } });

    const heard: number[] = [];
    const first = await carryOut(world.io, create, { progress: ({ bytes = 0 }) => heard.push(bytes) });
    if (first.status !== "done" || first.made === null) throw new Error("no archive was made");
    t.equal(first.made.name, "root-20261122T200640Z-4e65");
    t.ok((first.moved.bytes ?? 0) >= 5_000_000);
    t.equal(first.moved.files, 2);
    t.ok(heard.length > 0);
    t.same(await handlerOf("borg/create").probe(create.input, FIRST_RUN, world.io), { state: "done" });
    const later = await handlerOf("borg/create").probe(create.input, { ...FIRST_RUN, id: "run-9" }, world.io);
    t.match(later, { state: "absent" }, "another run of the same second has another name");
    // The hash of this id begins as that of the first.
    const sameSecond = await handlerOf("borg/create").probe(create.input, { ...FIRST_RUN, id: "run-95690" }, world.io);
    t.match(sameSecond, { state: "foreign", diagnostic: { code: "borg-name-taken" } });

    // By hand, from the same place and with the same files cache: borg itself says U, unchanged, and reads nothing.
    const suffix = filesCacheSuffix({ owner: "joke", volume: "root" });
    const byHand = ["create", "--list", `${repository.location}::root-by-hand`, "."];
    t.match(world.borg(byHand, { cwd: world.tree, env: { BORG_FILES_CACHE_SUFFIX: suffix } }), /^U large$/m);

    const second = await backUp(world, group, { run: SECOND_RUN });
    if (second.status !== "done" || second.made === null) throw new Error("no second archive was made");
    t.ok((second.moved.stored ?? 0) < 100_000, "what was stored already is not stored again");
    const neighbour = await backUp(world, group, {
      owner: "vaco",
      run: { ...FIRST_RUN, stamp: "20261122T200641Z", time: "2026-11-22T20:06:41Z" },
    });
    t.equal(neighbour.status, "done");

    const found = await discoverIn(world, [group]);
    t.same(
      found.groups[0]?.points.map(({ name }) => name),
      ["root-20261122T200640Z-4e65", "root-20261123T200640Z-b9d1"],
      "neither the neighbour's archive nor the one made by hand",
    );
    const other = groupOf(repository, { name: "home" });
    const forgetful = await discoverIn(world, [other]);
    t.same(forgetful.groups[0]?.points, []);
    t.match(forgetful.forgotten, [{ address: group.address, points: found.groups[0]?.points }]);

    const [outdated] = deletionsOf(group, [first.made, { id: first.made.id, name: second.made.name }]);
    const [deletion] = deletionsOf(group, [first.made]);
    if (outdated === undefined || deletion === undefined) throw new Error("no deletions");
    t.match(await carryOut(world.io, outdated), { status: "failed", diagnostic: { code: "borg-archive-changed" } });
    t.equal((await handlerOf("borg/delete").probe(outdated.input, FIRST_RUN, world.io)).state, "foreign");
    t.same(await handlerOf("borg/delete").probe(deletion.input, FIRST_RUN, world.io), { state: "absent" });
    t.match(await carryOut(world.io, deletion), { status: "done" });
    t.same(await handlerOf("borg/delete").probe(deletion.input, FIRST_RUN, world.io), { state: "done" });
    t.match(await carryOut(world.io, deletion), { status: "done" }, "what is gone already is deleted");

    const away = { ...(deletion.input as { access: object }), access: accessTo(world.repository()) };
    const elsewhere = await carryOut(world.io, { ...deletion, input: away });
    t.match(elsewhere, { status: "failed", diagnostic: { code: "borg-gone" } }, "no success without a repository");

    world.borg(["rename", `${repository.location}::${second.made.name}`, "before-the-upgrade"]);
    const renamed = await discoverIn(world, [group]);
    t.same(renamed.groups[0]?.points, []);
    t.match(renamed.groups[0]?.diagnostics, [{ code: "borg-renamed-archive", severity: "note" }]);
    t.same(world.borg(["list", "--short", repository.location]).trim().split("\n").sort(), [
      "before-the-upgrade",
      "root-20261122T200641Z-4e65",
      "root-by-hand",
    ]);
  },
);
