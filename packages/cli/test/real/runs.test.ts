import { symlinkSync } from "node:fs";
import t, { type Test } from "tap";
import { openScene } from "../scene.ts";

/** A scene whose volume has a mirror alone. */
function mirrored(t: Test) {
  const scene = openScene(t);
  const docs = { source: { type: "plain", path: scene.path("source") }, mirrors: [{ path: scene.path("mirror") }] };
  scene.declare({
    version: 1,
    id: "joke",
    timezone: "UTC",
    stateDir: scene.path("state"),
    volumes: { docs: { ...docs, integrity: false } },
  });
  return scene;
}

t.test("a link in the place of the lock is refused", async (t) => {
  const scene = mirrored(t);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  symlinkSync("nowhere", scene.path("state", "lock"));
  for (const argv of [["lock"], ["unlock", "R1"], ["plan"], ["apply", "-y"]]) {
    t.match(await scene.rdump(...argv), { exitCode: 1, err: /lock: it is no regular file/ }, argv.join(" "));
  }
});
