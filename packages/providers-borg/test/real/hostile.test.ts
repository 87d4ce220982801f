import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunIo } from "@rdump/core/provider";
import t from "tap";
import { HOSTILE_USER, mountFuse, nestDirectories } from "../../../../testing/hostile-user.ts";
import { BORG_MISSING, backUp, discoverIn, groupOf, openWorld, SECOND_RUN, type World } from "./world.ts";

const NOT_ROOT = process.getuid?.() === 0 ? false : "needs the rights of root";
/** A home directory of a hostile user. */
function homeIn(world: World): string {
  const home = join(world.tree, "mallory");
  mkdirSync(home);
  chownSync(home, HOSTILE_USER, HOSTILE_USER);
  spawnSync("chmod", ["a+rx", world.root]);
  return home;
}

const archived = (world: World, repository: string, name: string) =>
  world
    .borg(["list", "--short", `${repository}::${name}`])
    .trim()
    .split("\n");

t.test(
  "a tree that is too deep for borg is left out, named with its owner",
  { skip: BORG_MISSING || NOT_ROOT },
  async (t) => {
    const world = openWorld(t);
    const home = homeIn(world);
    // No path reaches what is in it, and Node removes by paths.
    t.teardown(() => spawnSync("rm", ["-rf", home]));
    nestDirectories(home, "d", 1500);
    nestDirectories(home, "x".repeat(250), 30);
    nestDirectories(home, "e", 890);
    writeFileSync(join(world.tree, "victim"), "kept");
    const repository = world.repository();
    const first = await backUp(world, groupOf(repository));
    t.match(first, { status: "failed", diagnostic: { code: "borg-too-deep", severity: "error" } });
    const { detail } = first.status === "failed" ? first.diagnostic : { detail: "" };
    t.match(detail, /2 directory trees have/);
    t.match(detail, /mallory\/d\/d.*\(\d+ levels, \d+ bytes, of user nobody \(uid 65534\)\)/);
    const [name = ""] = world.borg(["list", "--short", repository.location]).trim().split("\n");
    t.match(name, /\.incomplete$/, "the archive is incomplete");
    const paths = archived(world, repository.location, name);
    t.ok(paths.includes("victim"), "and everybody else's files are in it");
    t.ok(paths.includes(`mallory/${"e/".repeat(890)}leaf`), "with what is not too deep");
    const second = await backUp(world, groupOf(repository), { run: SECOND_RUN });
    t.match(second, { status: "failed", diagnostic: { code: "borg-too-deep" } }, "in later runs too");
    spawnSync("rm", ["-rf", home]);
    t.match((await discoverIn(world, [groupOf(repository)])).groups[0]?.gap, null);
  },
);

t.test("a FUSE mount that refuses root", { skip: BORG_MISSING || NOT_ROOT }, async (t) => {
  const world = openWorld(t);
  const home = homeIn(world);
  const at = join(home, "mnt");
  mkdirSync(at);
  writeFileSync(join(world.tree, "victim"), "kept");
  const why = mountFuse(t, at);
  if (why !== null) return t.comment(why);
  let seen = "";
  const watching: RunIo = {
    ...world.io,
    run(step, listener) {
      const from = step.do === "run" ? step.argv.find((each) => each.startsWith("--exclude-from=")) : undefined;
      if (from !== undefined) seen = readFileSync(from.slice("--exclude-from=".length), "latin1");
      return world.io.run(step, listener);
    },
  };
  const outcome = await backUp({ ...world, io: watching }, groupOf(world.repository()));
  t.match(outcome, { status: "done", warnings: [] });
  t.equal(seen, "pf:mallory/mnt\n", "the excluded paths are in the file that the command names");
  t.same(readdirSync(join(world.root, "runs")), [], "which goes with the run");
});

t.test("a FUSE mount that is made while borg runs", { skip: BORG_MISSING || NOT_ROOT }, async (t) => {
  const world = openWorld(t);
  const home = homeIn(world);
  const at = join(home, "mnt");
  mkdirSync(at);
  writeFileSync(join(world.tree, "victim"), "kept");
  let why: string | null = null;
  const late: RunIo = {
    ...world.io,
    run(step, listener) {
      if (step.do === "run" && step.argv[1] === "create") why = mountFuse(t, at);
      return world.io.run(step, listener);
    },
  };
  const outcome = await backUp({ ...world, io: late }, groupOf(world.repository()));
  if (why !== null) return t.comment(why);
  t.match(outcome, { status: "done", warnings: [{ code: "borg-mounted-late", severity: "note" }] });
});

t.test(
  "a mount point of another kind is archived as an empty directory",
  { skip: BORG_MISSING || NOT_ROOT },
  async (t) => {
    const world = openWorld(t);
    const at = join(world.tree, "boot");
    mkdirSync(at);
    t.teardown(() => spawnSync("umount", ["-l", at]));
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", at]).status !== 0)
      return t.comment("no mounts here");
    writeFileSync(join(at, "inside"), "x");
    writeFileSync(join(world.tree, "victim"), "kept");
    const repository = world.repository();
    t.match(await backUp(world, groupOf(repository)), { status: "done", warnings: [] });
    const [name = ""] = world.borg(["list", "--short", repository.location]).trim().split("\n");
    t.same(archived(world, repository.location, name).sort(), [".", "boot", "victim"]);
  },
);

t.test("mount points with every kind of name are handled", { skip: BORG_MISSING || NOT_ROOT }, async (t) => {
  const world = openWorld(t);
  // Each is the mount of a FUSE process that has ended: a look at it fails.
  const script = `cd "$1" || exit 1
    FUSE=fd=3,rootmode=40000,user_id=${HOSTILE_USER},group_id=${HOSTILE_USER}
    for name in plain ' blank ' "$(printf 'new\\nline')" "$(printf 'byte\\377')" "$(printf 'byte\\376')" '#hash' 're:x' '[a]*' 'ä€😀'; do
      mkdir "$name" && exec 3<>/dev/fuse && mount -i -t fuse -o $FUSE evil "$name" && echo y > "beside-$name" || exit 1
    done`;
  const made = spawnSync("sh", ["-c", script, "sh", world.tree], { encoding: "utf8" });
  t.teardown(() => {
    spawnSync("sh", ["-c", 'cd "$1" && for each in * " blank "; do umount -l "$each"; done', "sh", world.tree]);
    rmSync(world.tree, { recursive: true, force: true });
  });
  if (made.status !== 0) return t.comment(`no mounts here: ${made.stderr}`);
  const repository = world.repository();
  const outcome = await backUp(world, groupOf(repository));
  t.match(outcome, { status: "done", warnings: [] });
  const [name = ""] = world.borg(["list", "--short", repository.location]).trim().split("\n");
  const json = world
    .borg(["list", "--json-lines", `${repository.location}::${name}`])
    .trim()
    .split("\n");
  const paths = json.map((line) => (JSON.parse(line) as { path: string }).path);
  t.equal(paths.length, 10, "the root, and what is beside each mount point");
  t.equal(paths.filter((path) => path.startsWith("beside-")).length, 9);
});
