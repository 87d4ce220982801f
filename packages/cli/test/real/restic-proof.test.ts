import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const MISSING = spawnSync("restic", ["version"]).error === undefined ? false : "restic is not installed";

/** The volume `docs` goes into a repository of borg, one of restic, and archives of tar. */
function declared(scene: Scene): object {
  const { repositories, volumes, ...rest } = simpleConfig(scene);
  writeFileSync(scene.path("passphrase"), "correct horse\n", { mode: 0o600 });
  const passphrase = { file: scene.path("passphrase") };
  const second = { type: "restic", location: scene.path("restic"), passphrase };
  const third = { type: "directory", format: "tar", location: scene.path("archives") };
  const archives = ["offsite", "second", "third"].map((repository) => ({ repository, keep: { daily: 2 } }));
  return {
    ...rest,
    repositories: { ...repositories, second, third },
    volumes: { docs: { ...volumes.docs, archives } },
  };
}

t.test("one run, one scan, three archives: each is proven against the same revision", { skip: MISSING }, async (t) => {
  const scene = openScene(t);
  scene.declare(declared(scene));
  mkdirSync(scene.path("source", "*[d]"));
  writeFileSync(scene.path("source", "*[d]", "file"), "content");
  chmodSync(scene.path("source", "*[d]"), 0o711);
  const applied = await scene.rdump("apply", "-y");
  t.match(applied, { exitCode: 0 }, applied.err);
  t.equal(applied.out.match(/done update docs\.integrity/g)?.length, 1, "one scan");
  for (const from of ["offsite", "second", "third"]) {
    const proven = await scene.rdump("verify", "docs", "--from", from);
    t.match(proven, { exitCode: 0 }, proven.out + proven.err);
  }

  for (const from of ["second", "third"]) {
    const restore = (to: string, ...paths: readonly string[]) =>
      scene.rdump("restore", "docs", "--from", from, "--to", scene.path(to), ...paths);
    const one = await restore(`one ${from}`, "*[d]/file");
    t.match(one, { exitCode: 0 }, one.out + one.err);
    t.equal(readFileSync(scene.path(`one ${from}`, "*[d]", "file"), "utf8"), "content");
    t.same(readdirSync(scene.path(`one ${from}`)), ["*[d]"]);
    const all = await restore(`all ${from}`);
    t.match(all, { exitCode: 0 }, all.out + all.err);
    execFileSync("diff", ["--recursive", scene.path("source"), scene.path(`all ${from}`)]);
  }

  // restic has all of these in its cache, and a restore with the cache is complete.
  for (const [part, path] of Object.entries(metadataIn(scene.path("restic")))) {
    const whole = readFileSync(path);
    chmodSync(path, 0o600);
    const middle = whole.length >> 1;
    writeFileSync(path, whole.with(middle, (whole[middle] ?? 0) ^ 1));
    const damaged = await scene.rdump("verify", "docs", "--from", "second");
    t.match(damaged, { exitCode: 2, out: /\[restic-snapshot-damaged\]/ }, `${part}: ${damaged.out}${damaged.err}`);
    t.match((await scene.rdump("status")).exitCode, 2, part);
    writeFileSync(path, whole);
  }
  t.match(await scene.rdump("verify", "docs", "--from", "second"), { exitCode: 0 });

  const files = [...filesIn(scene.path("restic", "data")), ...filesIn(scene.path("archives", "rdump-joke", "docs"))];
  for (const path of files.filter((each) => !each.endsWith(".json"))) {
    const pack = readFileSync(path);
    pack[10] = (pack[10] ?? 0) ^ 0xff;
    chmodSync(path, 0o600);
    writeFileSync(path, pack);
  }
  for (const [from, code] of Object.entries({
    second: "restic-snapshot-damaged",
    third: "directory-archive-damaged",
  })) {
    const damaged = await scene.rdump("verify", "docs", "--from", from);
    t.equal(damaged.exitCode, 2, damaged.out + damaged.err);
    t.match(damaged.out + damaged.err, code);
  }
});

/** A file of each kind with metadata; that of the trees is the smallest pack. */
function metadataIn(repository: string): { readonly [part: string]: string } {
  const [trees = ""] = filesIn(join(repository, "data")).toSorted((a, b) => statSync(a).size - statSync(b).size);
  const [index = ""] = filesIn(join(repository, "index"));
  const [snapshot = ""] = filesIn(join(repository, "snapshots"));
  return { trees, index, snapshot };
}

function filesIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
