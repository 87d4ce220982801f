import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

const BORG = spawnSync("sh", ["-c", "command -v borg"], { encoding: "utf8" }).stdout.trim();

t.test("a deletion that fails half-way names what it deleted", { skip: BORG === "" }, async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, { daily: 3 }));
  for (const day of [20, 21, 22]) {
    scene.at(`2026-11-${day}T12:00:00Z`);
    t.equal((await scene.rdump("apply", "-y")).exitCode, 0);
  }
  // Deletes all archives of the command but the last, then fails.
  mkdirSync(scene.path("bin"));
  const script = `#!/bin/bash
for each; do [[ $each == delete ]] && exec=yes; done
[[ -z $exec ]] && exec ${BORG} "$@"
${BORG} "\${@:1:$#-1}"
echo "Killed by a test" >&2
exit 2
`;
  writeFileSync(scene.path("bin/borg"), script);
  chmodSync(scene.path("bin/borg"), 0o755);
  scene.env.PATH = `${scene.path("bin")}:${scene.env.PATH}`;
  scene.declare(simpleConfig(scene, { daily: 1 }));
  scene.at("2026-11-22T13:00:00Z");
  const ended = await scene.rdump("apply", "-y", "--allow-destroy", "2");
  t.match(ended, { exitCode: 1, out: /failed destroy docs\.archives/ });
  t.match(ended.out, /^ {2}- docs-20261120T120000Z-[0-9a-f]{4} {2}\(/m, "the archive that is gone");
  t.notMatch(ended.out.slice(ended.out.indexOf("failed destroy")), /- docs-20261121T/);
  const { runs } = JSON.parse((await scene.rdump("runs", "--json")).out);
  const { out } = await scene.rdump("runs", "show", runs[0].run);
  t.match(out, /^ +- docs-20261120T120000Z-/m, "the journal has it too");
  t.strictSame(scene.archives(), ["docs-20261121T120000Z", "docs-20261122T120000Z"]);
});
