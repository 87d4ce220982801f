import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import t from "tap";
import { openScene, simpleConfig } from "../scene.ts";

const MISSING = spawnSync("zstd", ["--version"]).error === undefined ? false : "zstd is not installed";

/** Ahead of the clock of the file system, so that tar takes later changes for older than its archives. */
const YEAR = new Date().getUTCFullYear() + 1;

interface Manifest {
  readonly level: number;
  readonly base: { readonly name: string } | null;
}

t.test("apply --now VOLUME --full begins a chain that has what tar missed", { skip: MISSING }, async (t) => {
  const scene = openScene(t);
  const levels = { full: "yearly", incremental: "daily" };
  scene.declare({
    ...simpleConfig(scene, { last: 7 }),
    repositories: { offsite: { type: "directory", format: "tar", location: scene.path("archives"), levels } },
  });
  const greeting = scene.path("source", "greeting.txt");
  const directory = scene.path("archives", "rdump-joke", "docs");
  const manifests = (): readonly Manifest[] =>
    readdirSync(directory)
      .filter((name) => name.endsWith(".rdump.json"))
      .sort()
      .map((name) => JSON.parse(readFileSync(`${directory}/${name}`, "utf8")));
  const restored = async (to: string, exitCode: number, ...words: readonly string[]) => {
    t.match(await scene.rdump("restore", "docs", "--to", scene.path(to), ...words), { exitCode }, to);
    return readFileSync(scene.path(to, "greeting.txt"), "utf8");
  };

  scene.at(`${YEAR}-05-10T12:00:00Z`);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0 });
  writeFileSync(greeting, "HELLO\n");
  scene.at(`${YEAR}-05-11T12:00:00Z`);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: "incremental, since docs-" });
  t.equal(
    await restored("missed", 2),
    "hello\n",
    "for tar the file is older than the first archive; the comparison finds it",
  );

  scene.at(`${YEAR}-05-11T13:00:00Z`);
  t.match(await scene.rdump("plan", "--extra", "docs", "--full"), { exitCode: 0, out: "; full" });
  t.match(await scene.rdump("apply", "--now", "docs", "-y"), { exitCode: 0, out: "incremental, since docs-" });
  scene.at(`${YEAR}-05-11T14:00:00Z`);
  t.match(await scene.rdump("apply", "--now", "docs", "--full", "-y"), { exitCode: 0, out: "; full" });
  t.equal(await restored("full", 0), "HELLO\n");

  writeFileSync(scene.path("source", "new.txt"), "new\n");
  scene.at(`${YEAR}-05-12T12:00:00Z`);
  t.match(await scene.rdump("apply", "-y"), { exitCode: 0, out: "incremental, since docs-" });
  const made = manifests();
  t.same(
    made.map(({ level }) => level),
    [0, 1, 2, 0, 1],
  );
  t.match(made.at(-1)?.base?.name, `docs-${YEAR}0511T140000Z`, "the new chain goes on");
  t.equal(await restored("next", 0), "HELLO\n");
  t.equal(readFileSync(scene.path("next", "new.txt"), "utf8"), "new\n");
  t.equal(await restored("before", 0, "--at", `${YEAR}-05-10T13:00:00Z`), "hello\n", "the chain before stays");
});
