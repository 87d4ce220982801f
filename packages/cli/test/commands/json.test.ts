import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { inputFault } from "@rdump/core";
import type { Command } from "commander";
import t, { type Test } from "tap";
import type { Context } from "../../src/context.ts";
import { buildProgram } from "../../src/program.ts";
import { openScene, type Scene, simpleConfig } from "../scene.ts";

const PAGE = readFileSync(new URL("../../../../docs/json.md", import.meta.url), "utf8");
const ADDRESS = 'docs.archives["offsite"]';

/** The commands with `--json`, such as `runs show`. */
function commandsWithJson({ commands }: Command, before = ""): readonly string[] {
  return commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    const own = command.options.some(({ long }) => long === "--json") ? [name] : [];
    return [...own, ...commandsWithJson(command, `${name} `)];
  });
}

/** The schemas by their commands, from the table of the page. */
function schemasOf(page: string): ReadonlyMap<string, string> {
  const rows = page.matchAll(/^\| (`[^|]+`) \| [^|]+ \| (.+) \|$/gm);
  return new Map(
    Array.from(rows, ([, names = "", links = ""]) => {
      const files = Array.from(links.matchAll(/\]\(\.\.\/schemas\/([^)]+)\)/g), ([, file = ""]) => file);
      return names.split(", ").map((name, index): [string, string] => {
        return [name.replaceAll("`", ""), files[index] ?? files[0] ?? ""];
      });
    }).flat(),
  );
}

const FORMATS = new Map<string, Parameters<typeof inputFault>[0]>();

/** `file`: of a schema. */
function faultOf(file: string, text: string): string | null {
  const read = () => JSON.parse(readFileSync(new URL(`../../../../schemas/${file}`, import.meta.url), "utf8"));
  const format = FORMATS.get(file) ?? { kind: file, version: 1, schema: read };
  FORMATS.set(file, format);
  return inputFault(format, JSON.parse(text), 1);
}

function configOf(scene: Scene) {
  const config = simpleConfig(scene, { last: 1 });
  const offsite = { type: "directory", format: "tar", location: scene.path("repository") };
  const { docs } = config.volumes;
  return {
    ...config,
    repositories: { offsite },
    volumes: { docs: { ...docs, mirrors: [{ path: scene.path("mirror") }] } },
  };
}

/** Calls commands with `--json`, and compares each line with the schema of the page. */
function openChecks(t: Test, scene: Scene) {
  const schemas = schemasOf(PAGE);
  const checked = new Set<string>();
  const check = async (command: string, ...argv: readonly string[]) => {
    const { out, err } = await scene.rdump(...command.split(" "), ...argv, "--json");
    const schema = schemas.get(command) ?? "";
    const texts = schema === "apply.v1.json" ? out.trim().split("\n") : [out];
    for (const text of texts) t.equal(faultOf(schema, text), null, `${command}: ${text.slice(0, 200)} ${err}`);
    checked.add(command);
    return texts.map((text) => JSON.parse(text));
  };
  return { check, checked };
}

t.test("the JSON of each command matches its schema", async (t) => {
  const scene = openScene(t);
  scene.declare(configOf(scene));
  const { check, checked } = openChecks(t, scene);
  await check("plan", "--out", "P");
  await check("show", "P");
  await check("status");
  t.match((await check("apply", "-y")).at(-1), { report: { status: "ok" } });
  const [{ runs }] = await check("runs");
  await check("runs show", runs[0].run);
  t.strictSame((await check("lock"))[0], { formatVersion: 1, lock: null });
  await check("lint", "rdump.json5", "missing.json5");
  await check("config");
  t.ok((await check("explain"))[0].codes.length > 300);
  t.match(await check("explain", "plan-guard"), [{ codes: [{ code: "plan-guard" }] }]);
  await check("ls", "docs");
  await check("find", "*.txt");
  const [{ groups }] = await check("status");
  const { name } = groups[0].newest;
  await check("diff", "docs", name, name);
  t.match((await check("restore", "docs", "--from", "mirrors", "--to", scene.path("restored"))).at(-1), {
    type: "restored",
    volumes: [{ volume: "docs", state: "proven" }],
  });
  t.match((await check("verify", "docs", "--from", "mirrors", "--dry-run")).at(0), { type: "plan" });
  await check("proofs");
  await check("report");
  await check("recover");
  await check("free", ADDRESS);
  const { volumes, ...rest } = configOf(scene);
  scene.declare({ ...rest, volumes: { other: volumes.docs } });
  t.match(await check("retire", ADDRESS), [{ type: "plan", summary: { destroy: 1 } }]);
  const refused = await scene.rdump("ls", "missing", "--json");
  t.equal(faultOf("error.v1.json", refused.out), null, refused.out);
  const program = buildProgram({} as Context, () => {});
  // It reads repositories of borg only: bootstrap.test.ts compares it.
  checked.add("bootstrap");
  t.strictSame([...checked].sort(), [...commandsWithJson(program)].sort(), "all commands with --json");
});

t.test("the JSON of a run in progress has a schema, and the schemas refuse other values", async (t) => {
  const scene = openScene(t);
  scene.declare(configOf(scene));
  const { check } = openChecks(t, scene);
  const pid = process.pid;
  const holder = { run: "20261122T120000Z-00000000", since: "2026-11-22T12:00:00Z", host: "other", bootId: "" };
  mkdirSync(scene.path("state"), { mode: 0o700 });
  writeFileSync(scene.path("state", "lock"), JSON.stringify({ ...holder, pidNamespace: null, pid, startTime: "1" }));
  t.match((await check("lock"))[0], { lock: { run: holder.run, state: "elsewhere" } });
  for (const file of new Set(schemasOf(PAGE).values())) {
    t.type(faultOf(file, "{}"), "string", file);
    t.type(faultOf(file, '{"formatVersion": 2}'), "string", file);
  }
});
