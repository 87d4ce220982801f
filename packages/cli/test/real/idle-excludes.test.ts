import { mkdirSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

t.test("plan names the excludes that matched nothing in the newest archive", async (t) => {
  const scene = openScene(t);
  mkdirSync(scene.path("source", "cache", "deep"), { recursive: true });
  writeFileSync(scene.path("source", "cache", "deep", "big"), "x");
  writeFileSync(scene.path("source", "note.tmp"), "x");
  const exclude = ["cache", "*.tmp", "home/ada/.cache", "*.bak"];
  const declare = (texts: readonly string[]) => scene.declare(simpleConfig(scene, { daily: 3 }, { exclude: texts }));
  declare(exclude);
  t.notMatch((await scene.rdump("plan")).err, "plan-exclude-idle", "nothing is known yet");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  const plan = await scene.rdump("plan");
  t.match(plan.err, /plan-exclude-idle[\s\S]*matched nothing in docs-[\s\S]*"\*\.bak"\n\s*"home\/ada\/\.cache"/);
  t.notMatch(plan.err, /"cache"|"\*\.tmp"/);
  t.match(plan, { exitCode: 0, out: /No changes/ });

  declare(["cache", "*.tmp", "home/ada/.cache"]);
  t.notMatch((await scene.rdump("plan")).err, /"\*\.bak"/, "it is not declared any more");
  mkdirSync(scene.path("source", "home", "ada", ".cache"), { recursive: true });
  scene.at("2026-11-23T12:00:00Z");
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  t.notMatch((await scene.rdump("plan")).err, "plan-exclude-idle", "now it matches");
});
