import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
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

t.test(
  "space comes back without a declaration, and `compact: false` turns that off",
  { skip: BORG === "" },
  async (t) => {
    const scene = openScene(t);
    const { repositories, ...rest } = simpleConfig(scene, { daily: 1 });
    const offsite = { offsite: { ...repositories.offsite, compact: false } };
    const night = async (time: string) => {
      scene.at(time);
      writeFileSync(scene.path("source", "data"), randomBytes(2_000_000));
      const ended = await scene.rdump("apply", "-y");
      t.equal(ended.exitCode, 0, ended.err);
      return ended.out;
    };
    scene.declare({ ...rest, repositories });
    await night("2026-11-20T12:00:00Z");
    t.notMatch(await night("2026-11-21T12:00:00Z"), "compact", "the repository was made in this week");
    const status = await scene.rdump("status", "--json");
    t.match(JSON.parse(status.out), { upkeep: [] });
    scene.declare({ ...rest, repositories: offsite });
    t.notMatch(await night("2026-11-23T12:00:00Z"), "compact", "turned off");
    scene.declare({ ...rest, repositories });
    t.match(await night("2026-11-24T12:00:00Z"), /done compact repository\["offsite"\] \(\d\.\d MiB freed/);
    t.notMatch(await night("2026-11-25T12:00:00Z"), "compact", "once a week");
  },
);
