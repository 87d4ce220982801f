import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

t.test("a run continues to its end when its output is lost", (t) => {
  const scene = openScene(t);
  const mirrors = [{ path: scene.path("mirror") }];
  scene.declare(simpleConfig(scene, {}, { archives: [], integrity: false, mirrors }));
  const entry = new URL("../../src/entry.ts", import.meta.url).pathname;
  const argv = [process.execPath, "--import=tsx", "--conditions=rdump-source", "--no-warnings", entry, "apply", "-y"];
  // The loader is found from where it was installed, not from the scene.
  const line = `"$@" --config ${scene.path("rdump.json5")} > /dev/full`;
  const { status, stderr } = spawnSync("bash", ["-c", line, "bash", ...argv], { env: scene.env, encoding: "utf8" });
  t.match({ status, stderr }, { status: 1, stderr: /^Cannot write the output: ENOSPC/m });
  t.equal(readFileSync(scene.path("mirror", "greeting.txt"), "utf8"), "hello\n");
  t.end();
});
