import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { openScene } from "./scene.ts";

t.test("the first config of the README is valid", async (t) => {
  const page = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");
  const [, example = ""] = /```json5\n([\s\S]*?)```/.exec(page) ?? [];
  t.match(example, /volumes/);
  const scene = openScene(t);
  writeFileSync(scene.path("rdump.json5"), example);
  t.match(await scene.rdump("lint"), { exitCode: 0, out: "rdump.json5: no errors, no warnings.\n", err: "" });
});
