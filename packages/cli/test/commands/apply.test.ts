import { PassThrough } from "node:stream";
import t from "tap";
import { main } from "../../src/main.ts";
import { openScene, simpleConfig } from "../scene.ts";

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });

t.test("^C at the question is an interrupt", async (t) => {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, {}, { archives: [], mirrors: [{ path: scene.path("mirror") }] }));
  const [stdin, stdout, stderr] = [terminal(), terminal(), new PassThrough()];
  stdout.on("data", (chunk) => String(chunk).includes("[y/N]") && stdin.write("\u0003"));
  // As a terminal does, and these streams do not.
  const alive = setInterval(() => {}, 1000);
  t.teardown(() => clearInterval(alive));
  const streams = { stdin, stdout, stderr };
  t.equal(await main(["apply"], { env: scene.env, cwd: scene.root, streams }), 130);
});
