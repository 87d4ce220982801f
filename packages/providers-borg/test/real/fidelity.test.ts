import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { excludeOf } from "@rdump/core/conformance";
import t from "tap";
import { BORG_MISSING, backUp, groupOf, openWorld } from "./world.ts";

const ODD_NAMES = [
  "with space",
  "new\nline",
  "escape\x1b[2J\x1b]0;title\x07",
  "-leading-dash",
  "--progress",
  "{now}",
  "%s %d",
  "root-20261122T200640Z",
  "tab\tand\rreturn",
  "quote'\"`$(id)",
  "back\\slash",
  "émile 🦀",
  "e\u0301mile",
  ".hidden",
].map((name) => Buffer.from(name));
ODD_NAMES.push(Buffer.from([0x66, 0xff, 0xfe, 0x80]), Buffer.from([0x69, 0xe9, 0x73]), Buffer.alloc(255, 0xe9));

t.test("every name is restored byte for byte, and excludes are applied", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  for (const name of ODD_NAMES) writeFileSync(below(world.tree, name), name);
  const plant = (path: string) => {
    mkdirSync(join(world.tree, path, ".."), { recursive: true });
    writeFileSync(join(world.tree, path), path);
  };
  const kept = ["var/cachefoo/a", "var/cache.old", "x/var/cache/a", "a.tmp.keep", "b.tm", "1]", "a{now}", "deep/-x"];
  const dropped = [
    "var/cache/a/b",
    "a.tmp",
    "x/y/.tmp",
    "x/d.tmp/inside",
    "new\nline.tmp",
    "1[",
    "x/3[",
    "-x/a",
    "a{now}b",
    "we ird/(+)/a",
  ];
  for (const path of [...kept, ...dropped]) plant(path);
  symlinkSync("nowhere", join(world.tree, "dangling"));
  mkdirSync(join(world.tree, "tagged"));
  writeFileSync(join(world.tree, "tagged", "CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
  mkdirSync(join(world.tree, "empty.d"));
  const group = groupOf(world.repository(), {
    name: "media/sub volume:é",
    excludeCaches: true,
    exclude: ["var/cache", "/-x", "we ird/(+)", "*.tmp", "[0-9][[]", "a{now}?"].map(excludeOf),
  });
  const outcome = await backUp(world, group, { live: false });
  t.match(outcome, {
    status: "done",
    made: { name: "media+sub%20volume%3A%C3%A9-20261122T200640Z-4e65" },
    warnings: [],
  });

  const restored = join(world.root, "restored");
  mkdirSync(restored);
  world.borg(["extract", `${world.repository().location}::media+sub%20volume%3A%C3%A9-20261122T200640Z-4e65`], {
    cwd: restored,
  });
  for (const name of ODD_NAMES) {
    t.same(readFileSync(below(restored, name)), name, `content of ${JSON.stringify(name.toString("latin1"))}`);
  }
  for (const path of kept) t.equal(readFileSync(join(restored, path), "utf8"), path);
  for (const path of dropped) t.equal(statSync(join(restored, path), { throwIfNoEntry: false }), undefined, path);
  t.ok(statSync(join(restored, "empty.d")).isDirectory());
  t.equal(statSync(join(restored, "tagged"), { throwIfNoEntry: false }), undefined);

  for (const path of ["var/cache", "-x", "we ird/(+)", "x/d.tmp", "tagged"])
    execFileSync("rm", ["-r", "--", join(world.tree, path)]);
  for (const path of ["a.tmp", "x/y/.tmp", "new\nline.tmp", "1[", "x/3[", "a{now}b"])
    execFileSync("rm", ["--", join(world.tree, path)]);
  t.same(namesBelow(restored), namesBelow(world.tree), "nothing else is missing or too many");
});

function below(directory: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${directory}/`), name]);
}

function namesBelow(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, encoding: "latin1" }).sort();
}
