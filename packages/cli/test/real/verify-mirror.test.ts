import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import t, { type Test } from "tap";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const rsyncMissing = spawnSync("rsync", ["--version"]).error === undefined ? false : "rsync is not installed";

function mirrored(t: Test, sample: object = {}): Scene {
  const scene = openScene(t);
  const mirror = scene.path("mirror");
  const verify = [{ from: mirror, every: "daily", ...sample }];
  const mirrors = [{ path: mirror, every: "daily" }];
  scene.declare(simpleConfig(scene, {}, { archives: undefined, integrity: { xattrs: true }, mirrors, verify }));
  for (let count = 0; count < 20; count++) writeFileSync(scene.path("source", `file ${count}`), `content ${count}`);
  return scene;
}

/** From now on, each call of rsync ends with other content in a file of the mirror; its size and times stay. */
function damageAfterCopies(scene: Scene, path: string): void {
  const real = scene.env.PATH ?? "";
  mkdirSync(scene.path("bin"));
  const script = `#!/bin/sh
PATH='${real}' rsync "$@"; code=$?
[ ! -e '${path}' ] || { cp -p '${path}' '${path}.was'; printf X | dd of='${path}' conv=notrunc 2>&1
  touch -r '${path}.was' '${path}'; rm '${path}.was'; } > '${scene.path("damage")}'
exit $code
`;
  writeFileSync(scene.path("bin", "rsync"), script, { mode: 0o755 });
  scene.env.PATH = `${scene.path("bin")}${delimiter}${real}`;
}

t.test("a mirror that each run updates is proven by each run, in its new state", { skip: rsyncMissing }, async (t) => {
  const scene = mirrored(t);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 }, "nothing can be proven yet");
  for (const day of [23, 24]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    writeFileSync(scene.path("source", "new"), `of day ${day}`);
    const shown = await scene.rdump("plan", "--verbose");
    t.match(shown.out, /\* check docs\.mirrors\S+\n +docs-\{run\.time\}: due: no proof for 2026-11-2\d yet/);
    t.match(shown.out, /--revision=\{run\.time\}/);
    const { exitCode, out, err } = await scene.rdump("apply", "-y");
    t.equal(exitCode, 0, out + err);
    t.match(out, /done check docs\.mirrors\S+ \(proven, /);
    t.match(await scene.rdump("status"), { exitCode: 0 });
    const said = await scene.rdump("proofs", "--json");
    const dry = await scene.rdump("restore", "docs", "--to", scene.path("back"), "--dry-run");
    t.match(dry.out, new RegExp(`docs-202611${day}T120000Z .*proven on 2026-11-${day}`));
    t.match(said.out, new RegExp(`docs-202611${day}T120000Z`));
  }
  scene.at("2026-11-25T12:00:00Z");
  damageAfterCopies(scene, scene.path("mirror", "file 7"));
  const failed = await scene.rdump("apply", "-y");
  t.match(failed, { exitCode: 1, out: /file 7: sha1/ });
  const status = await scene.rdump("status");
  t.match(status, { exitCode: 2, out: /the proof of docs-20261125T120000Z failed/ });
});

t.test("the same for samples", { skip: rsyncMissing }, async (t) => {
  const scene = mirrored(t, { sample: "50%" });
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  for (const [day, said] of [
    [23, /11 of 21 files proven/],
    [24, /all 21 files proven since 2026-11-23/],
  ] as const) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    const { exitCode, out, err } = await scene.rdump("apply", "-y");
    t.equal(exitCode, 0, out + err);
    const proofs = await scene.rdump("proofs");
    t.match(proofs.out, said, out);
  }
});
