import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import t from "tap";
import { countCalls } from "../calls.ts";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const VOLUMES = ["a", "b", "c"];

function nightsIn(scene: Scene): object {
  const { volumes: _, repositories, ...rest } = simpleConfig(scene);
  for (const name of VOLUMES) {
    mkdirSync(scene.path("source", name));
    for (let file = 0; file < 10; file++) writeFileSync(scene.path("source", name, `${file}`), `${name} ${file}`);
  }
  const volumes = VOLUMES.map((name) => [
    name,
    {
      source: { type: "plain", path: scene.path("source", name) },
      integrity: false,
      archives: [{ repository: "offsite", keep: { daily: 1 } }],
    },
  ]);
  const offsite = { ...repositories.offsite, compact: false };
  return { ...rest, repositories: { offsite }, volumes: Object.fromEntries(volumes) };
}

/** The subcommands of borg, and how many archives a deletion names. */
function kindsOf(calls: readonly string[]): readonly string[] {
  return calls.map((call) => {
    const [kind = "", ...words] = call.split(" ");
    return kind === "delete" ? `delete ${words.filter((word) => !word.startsWith("--")).length}` : kind;
  });
}

t.test("a night of one archive in and one out costs 3 calls of borg, and 2 a volume", async (t) => {
  const scene = openScene(t);
  scene.declare(nightsIn(scene));
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  const calls = countCalls(scene, "borg");
  scene.at("2026-11-23T12:00:00Z");
  const shown = await scene.rdump("plan", "--verbose");
  t.strictSame(kindsOf(calls()), ["list"], "a plan is one list without comments");
  t.equal(shown.out.match(/\$ .*borg delete/g)?.length, 1, "the plan shows one deletion");
  t.match(shown.out, /borg delete .*a-20261122T\S+ b-20261122T\S+ c-20261122T/);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: /ok, 6 done/ });
  t.strictSame(kindsOf(calls()), ["list", ...VOLUMES.flatMap(() => ["create", "rename"]), "list", "delete 3"]);
  t.strictSame(
    scene.archives(),
    VOLUMES.map((name) => `${name}-20261123T120000Z`),
  );
  // A volume whose archive fails keeps its own.
  scene.at("2026-11-24T12:00:00Z");
  writeFileSync(scene.path("refused"), "::b-20261124");
  const partial = await scene.rdump("apply", "-y");
  t.match(partial, { exitCode: 1, out: /partial, 4 done, 1 failed, 1 skipped/ });
  t.equal(kindsOf(calls()).at(-1), "delete 2");
  t.strictSame(scene.archives(), ["b-20261123T120000Z", "a-20261124T120000Z", "c-20261124T120000Z"]);
  rmSync(scene.path("refused"));
});
