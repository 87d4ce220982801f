import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Step } from "@rdump/core/provider";
import t, { type Test } from "tap";
import { HOSTILE_USER, mountFuse, nestDirectories } from "../../../../testing/hostile-user.ts";
import { findTreesCommand, parseTrees } from "../../src/left-out/trees.ts";
import { codeOf, Field, needsRoot } from "./field.ts";

/** A field with the home directory of a hostile user, and files of others. */
function fieldWithHome(t: Test): readonly [Field, string] {
  const field = new Field(t);
  // No path reaches what may be in it, and Node removes by paths.
  t.teardown(() => spawnSync("rm", ["-rf", field.source, field.mirror]));
  const home = join(field.source, "mallory");
  mkdirSync(home);
  chownSync(home, HOSTILE_USER, HOSTILE_USER);
  spawnSync("chmod", ["a+rx", field.root]);
  writeFileSync(join(field.source, "victim"), "kept");
  writeFileSync(join(field.source, "gone"), "soon");
  return [field, home];
}

t.test(
  "a FUSE mount that refuses root does not prevent the deletion of other files",
  { skip: needsRoot },
  async (t) => {
    const [field, home] = fieldWithHome(t);
    t.equal(codeOf(await field.apply()), null);
    mkdirSync(join(home, "mnt"));
    const why = mountFuse(t, join(home, "mnt"));
    if (why !== null) return t.comment(why);
    spawnSync("rm", [join(field.source, "gone")]);
    let list = "";
    const beforeStep = (step: Step) => {
      const merge = step.do === "run" ? step.argv.find((each) => each.startsWith("--filter=merge ")) : undefined;
      if (merge !== undefined) list = readFileSync(merge.slice("--filter=merge ".length), "latin1");
    };
    t.match((await field.apply({}, { beforeStep })).outcome, { status: "done", warnings: [] });
    t.equal(list, "H /mallory/mnt\0P /mallory/mnt\0", "the excluded paths are in the file that the command names");
    t.same(readdirSync(field.runFiles), [], "which goes with the run");
    t.notOk(existsSync(join(field.mirror, "gone")));
  },
);

t.test("a FUSE mount that is made while rsync runs", { skip: needsRoot }, async (t) => {
  const [field, home] = fieldWithHome(t);
  t.equal(codeOf(await field.apply()), null);
  mkdirSync(join(home, "mnt"));
  spawnSync("rm", [join(field.source, "gone")]);
  let why: string | null | undefined;
  const beforeStep = (step: Step) => {
    if (why === undefined && step.do === "run" && step.argv[0] === "rsync") why = mountFuse(t, join(home, "mnt"));
  };
  const { outcome } = await field.apply({}, { beforeStep });
  if (why !== null) return t.comment(`${why}`);
  t.match(outcome, { status: "done", warnings: [] }, "it is run once more, without the mount");
  t.notOk(existsSync(join(field.mirror, "gone")));
});

t.test("trees that are too deep for rsync are left out and named", { skip: needsRoot }, async (t) => {
  const [field, home] = fieldWithHome(t);
  nestDirectories(home, "x".repeat(250), 18);
  nestDirectories(home, "*".repeat(250), 17);
  nestDirectories(home, "e", 100);
  for (const name of ["first", "second"]) {
    const { outcome } = await field.apply();
    t.match(outcome, { status: "failed", diagnostic: { code: "fs-too-deep" } }, `in the ${name} run`);
    const detail = outcome?.status === "failed" ? outcome.diagnostic.detail : "";
    t.match(detail, /mallory\/\*\*\*.*mallory\/xxx|mallory\/xxx.*mallory\/\*\*\*/);
    t.match(detail, /… \(16 levels, 37\d\d bytes, of user nobody \(uid 65534\)\)/);
    t.equal(field.mark().complete, false);
    t.equal(readFileSync(join(field.mirror, "victim"), "utf8"), "kept");
    t.ok(existsSync(join(field.mirror, "mallory", "e/".repeat(100), "leaf")), "what is not too deep is there");
    t.equal(existsSync(join(field.mirror, "gone")), name === "first", "and others' deletes are done");
    spawnSync("rm", ["-f", join(field.source, "gone")]);
  }
  spawnSync("rm", ["-rf", home]);
  mkdirSync(home);
  const { outcome } = await field.apply({ shrink: 1 });
  t.match(outcome, { status: "done" });
  t.equal(field.mark().complete, true);
});

/** rsync goes 1,000 levels down in half a minute: here only `find` is asked. */
t.test("trees with too many levels are found", { skip: needsRoot }, async (t) => {
  const [field, home] = fieldWithHome(t);
  nestDirectories(home, "d", 1100);
  nestDirectories(home, "e", 899);
  const command = findTreesCommand({ from: field.source, mounted: false, root: false });
  const found = parseTrees((await field.io.query(command)).stdout);
  t.same(found, [{ path: `mallory${"/d".repeat(900)}`, uid: HOSTILE_USER }]);
});

t.test("mount points with every kind of name are handled", { skip: needsRoot }, async (t) => {
  const [field] = fieldWithHome(t);
  // Each is the mount of a FUSE process that has ended: a look at it fails.
  const script = `cd "$1" || exit 1
    FUSE=fd=3,rootmode=40000,user_id=${HOSTILE_USER},group_id=${HOSTILE_USER}
    for name in plain ' blank ' "$(printf 'new\\nline')" "$(printf 'byte\\377')" '#hash' '- x' '[a]*' 'ä€😀' 'back\\slash'; do
      mkdir "./$name" && exec 3<>/dev/fuse && mount -i -t fuse -o $FUSE evil "./$name" && echo y > "beside-$name" || exit 1
    done`;
  t.teardown(() => {
    spawnSync("sh", ["-c", 'cd "$1" && for each in ./* "./ blank "; do umount -l "$each"; done', "sh", field.source]);
  });
  const made = spawnSync("sh", ["-c", script, "sh", field.source], { encoding: "utf8" });
  if (made.status !== 0) return t.comment(`no mounts here: ${made.stderr}`);
  t.match((await field.apply()).outcome, { status: "done", warnings: [] });
  const names = execFileSync("find", [field.mirror, "-mindepth", "1", "-printf", "%P\\0"], { encoding: "latin1" });
  const found = names.split("\0").filter((name) => name !== "");
  t.equal(found.filter((name) => name.startsWith("beside-")).length, 9);
  t.same(found.filter((name) => !name.startsWith("beside-")).sort(), [".rdump.json", "gone", "mallory", "victim"]);
});
