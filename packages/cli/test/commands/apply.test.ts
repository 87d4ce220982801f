import { readFileSync, writeFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import t from "tap";
import { main } from "../../src/main.ts";
import { openScene, simpleConfig } from "../scene.ts";

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

t.test("Ctrl-C at the approval prompt interrupts the run", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, {}, { archives: [], mirrors: [{ path: scene.path("mirror") }] }));
  const [stdin, stdout, stderr] = [terminal(), terminal(), new PassThrough()];
  stdout.on("data", (chunk) => String(chunk).includes("[y/N]") && stdin.write("\u0003"));
  // A terminal does this, and these streams do not.
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
  const streams = { stdin, stdout, stderr };
  t.equal(await main(["apply"], { env: scene.env, cwd: scene.root, streams }), 130);
});

t.test("a plan file that names another config shows nothing of that file", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, {}, { archives: [] }));
  t.equal((await scene.rdump("plan", "--out", "plan")).exitCode, 0);
  writeFileSync(scene.path("passwords"), "root:x:0:0\n");
  const edited = readFileSync(scene.path("plan"), "utf8").replace(scene.path("rdump.json5"), scene.path("passwords"));
  writeFileSync(scene.path("plan"), edited);
  const { exitCode, out, err } = await scene.rdump("apply", "plan", "-y");
  t.match(
    { exitCode, err },
    { exitCode: 1, err: /The config \/.*passwords has changed, or is not the config of the plan/ },
  );
  t.notMatch(out + err, "root:x");
});
