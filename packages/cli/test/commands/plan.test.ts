import { execFileSync } from "node:child_process";
import { lstatSync, readdirSync, symlinkSync } from "node:fs";
import t, { type Test } from "tap";
import { openScene, simpleConfig } from "../scene.ts";

function sceneToPlan(t: Test) {
  const scene = openScene(t);
  scene.declare(simpleConfig(scene, {}, { archives: [], mirrors: [{ path: scene.path("mirror") }] }));
  return scene;
}

t.test("a plan file replaces only a regular file", async (t) => {
  const scene = sceneToPlan(t);
  execFileSync("mkfifo", [scene.path("pipe")]);
  symlinkSync("elsewhere", scene.path("link"));
  for (const [name, kind] of [
    ["pipe", "a device, a pipe"],
    ["link", "a symbolic link"],
    ["mirror", "a directory"],
  ] as const) {
    t.match(await scene.rdump("plan", "--out", name), { exitCode: 1, out: "", err: `${name} is ${kind}` });
  }
  t.ok(lstatSync(scene.path("pipe")).isFIFO());
  t.strictSame(readdirSync(scene.root).sort(), ["home", "link", "mirror", "pipe", "rdump.json5", "source"]);
});

t.test("a plan that cannot be saved is printed, and fails", async (t) => {
  const scene = sceneToPlan(t);
  t.match(await scene.rdump("plan", "--out", "nowhere/plan"), {
    exitCode: 1,
    out: "+ create docs.mirrors",
    err: /error: Cannot write the plan file.*\n.*nowhere\/plan: its directory does not exist\.\n$/,
  });
  const { out, err } = await scene.rdump("plan", "--json", "--out", "rdump.json5/plan");
  t.ok(JSON.parse(out).actions.length > 0);
  t.match(err, "its directory does not exist");
});
