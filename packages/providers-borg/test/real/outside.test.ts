import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import { borgProvider } from "../../src/index.ts";
import { BORG_MISSING, carryOut, groupOf, openWorld } from "./world.ts";

const SCRIPT = join(import.meta.dirname, "hostile-archive.py");

/** The Python that has borg's modules: that of the command. */
function pythonOfBorg(): string {
  const borg = spawnSync("sh", ["-c", "command -v borg"], { encoding: "utf8" }).stdout.trim();
  const [line = ""] = borg === "" ? [] : readFileSync(borg, "latin1").split("\n", 1);
  return line.replace(/^#!\s*/, "").split(" ")[0] ?? "";
}

const python = BORG_MISSING ? "" : pythonOfBorg();
const hasModules = python !== "" && spawnSync(python, ["-c", "import borg.archive"]).status === 0;

t.test(
  "an archive that no file system can have is not extracted: nothing is written elsewhere",
  { skip: BORG_MISSING || (hasModules ? false : "the modules of borg cannot be imported") },
  async (t) => {
    const world = openWorld(t);
    const repository = world.repository();
    world.borg(["init", "--encryption=none", repository.location]);
    const elsewhere = join(world.root, "elsewhere");
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, "secret"), "root's");
    const env = {
      PATH: process.env.PATH,
      HOME: join(world.root, "home"),
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
    };
    const made = spawnSync(python, [SCRIPT, repository.location, elsewhere], { encoding: "utf8", env });
    t.equal(made.status, 0, made.stderr);
    const listed = JSON.parse(world.borg(["list", "--json", repository.location])) as {
      readonly archives: readonly { readonly name: string; readonly id: string }[];
    };
    const group = groupOf(repository);
    t.equal(listed.archives.length, 7);
    const reader = borgProvider({ lockWait: { look: 1, work: 1 } }).readers?.["archives/borg"];
    if (reader === undefined) throw new Error("no reader of archives");
    const extract = (id: string, name: string, to: string, paths: readonly string[] = []) => {
      const claim = { owners: ["joke"], volumes: ["root"], machines: [] };
      const request = { owner: "joke", claim, group, facts: null, point: { id, name, time: 0 }, scratch: null };
      const reading = reader.read(request as never);
      if (reading.kind !== "extracted") throw new Error("an archive is a tree");
      return carryOut(world.io, reading.extract(to, paths));
    };
    const planned = listed.archives.find(({ name }) => name === "none")?.id ?? "";
    const nowhere = join(world.root, "nowhere");
    mkdirSync(nowhere);
    for (const [name, paths, how] of [
      ["parent", [], /the name parent belongs to another archive than when the plan was made/],
      ["parent", ["docs/nothing"], /the name parent belongs to another archive than when the plan was made/],
      ["renamed", [], /the name renamed does not exist any more/],
    ] as const) {
      const outcome = await extract(planned, name, nowhere, paths);
      t.match(outcome, { status: "failed", diagnostic: { code: "borg-archive-changed", detail: how } });
      t.strictSame(readdirSync(nowhere), []);
    }
    for (const { id, name } of listed.archives) {
      const to = join(world.root, `to-${name}`);
      mkdirSync(to);
      const outcome = await extract(id, name, to);
      if (name === "none") {
        t.match(outcome, { status: "done" });
        t.equal(readFileSync(join(to, "docs/good"), "utf8"), "good");
      } else {
        t.match(outcome, { status: "failed", diagnostic: { code: "borg-archive-outside" } }, name);
        t.strictSame(readdirSync(to), [], name);
      }
      t.strictSame(readdirSync(elsewhere), ["secret"], name);
      t.equal(statSync(join(elsewhere, "secret")).nlink, 1, name);
    }
  },
);
