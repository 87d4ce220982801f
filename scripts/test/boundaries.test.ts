import { join } from "node:path";
import t from "tap";
import { cyclesIn } from "../boundaries/cycles.ts";
import { doorsOf } from "../boundaries/doors.ts";
import { faultsOf } from "../boundaries/faults.ts";
import { importsOf, parse } from "../boundaries/imports.ts";

const source = (path: string) => ({ "rdump-source": path });
const doors = doorsOf(
  new Map([
    ["rsure", { name: "rsure", exports: { ".": source("./src/index.ts") } }],
    [
      "core",
      {
        name: "@rdump/core",
        exports: {
          ".": source("./src/index.ts"),
          "./provider": source("./src/provider/index.ts"),
          "./host": source("./src/io/index.ts"),
        },
      },
    ],
    ["providers-fs", { name: "@rdump/provider-fs", exports: { ".": source("./src/index.ts") } }],
    ["providers-borg", { name: "@rdump/provider-borg", exports: { ".": source("./src/index.ts") } }],
    ["fake-host", { name: "@rdump/fake-host", exports: { ".": source("./src/index.ts") } }],
  ]),
);

const says = (path: string, text: string) => faultsOf(path, text, doors).map((fault) => `${fault.line}: ${fault.says}`);

function importing(specifier: string): string {
  return `import { a } from "${specifier}";\n`;
}

t.test("a room can import rooms above it, but not rooms below it", (t) => {
  const path = "packages/core/src/plan/planner.ts";
  t.strictSame(says(path, importing("../model/plan.ts")), []);
  t.strictSame(says(path, importing("./expiry.ts")), []);
  t.strictSame(says("packages/core/src/plan/flows/draft.ts", importing("../expiry.ts")), []);
  t.match(says(path, importing("../apply/executor.ts")), ["1: core/plan imports from core/apply"]);
  t.match(says("packages/core/src/model/plan.ts", importing("../diagnostics/diagnostic.ts")), []);
  t.match(says("packages/core/src/diagnostics/diagnostic.ts", importing("../model/plan.ts")), [/does not stand above/]);
  t.match(says("packages/core/src/render/plan.ts", importing("../index.ts")), ["1: core/render imports from core,"]);
  t.match(says("packages/core/src/misplaced/a.ts", ""), [/core\/misplaced is not in the layout/]);
  t.end();
});

t.test("every form of import is found", (t) => {
  const path = "packages/core/src/model/a.ts";
  const wrong = [
    'import "../plan/planner.ts";',
    'import type { Plan } from "../plan/planner.ts";',
    'import all from "../plan/planner.ts";',
    'import * as all from "../plan/planner.ts";',
    'export * from "../plan/planner.ts";',
    'export { plan } from "../plan/planner.ts";',
    'const a = await import("../plan/planner.ts");',
    'const a = require("../plan/planner.ts");',
    'let a: import("../plan/planner.ts").Plan;',
    'import(\n  "../plan/planner.ts"\n);',
  ];
  for (const text of wrong) t.match(says(path, `\n${text}`), [/^2: core\/model imports from core\/plan/], text);
  const harmless = [
    '// import "../plan/planner.ts";',
    'const text = `import "../plan/planner.ts"`;',
    "const text = \"} from '../plan/planner.ts'\";",
  ];
  for (const text of harmless) t.strictSame(says(path, text), [], text);
  t.end();
});

t.test("type-only imports and names are distinguished", (t) => {
  const of = (text: string) => importsOf(parse("a.ts", text)).map(({ names, typeOnly }) => [names.join(), typeOnly]);
  t.strictSame(of('import type { A } from "a"'), [["A", true]]);
  t.strictSame(of('import { type A, type B } from "a"'), [["A,B", true]]);
  t.strictSame(of('import { type A, b as c } from "a"'), [["A,b", false]]);
  t.strictSame(of('import d, { type A } from "a"'), [["default,A", false]]);
  t.strictSame(of('import d from "a"'), [["default", false]]);
  t.strictSame(of('export type { A } from "a"'), [["A", true]]);
  t.end();
});

t.test("a provider imports one entry of core, and no other provider", (t) => {
  const path = "packages/providers-fs/src/provider.ts";
  t.strictSame(says(path, importing("@rdump/core/provider")), []);
  t.match(says(path, importing("@rdump/core")), [/a provider knows only @rdump\/core\/provider/]);
  t.match(says(path, importing("@rdump/core/host")), [/a provider knows only/]);
  t.match(says(path, importing("../../core/src/provider/index.ts")), [/imported by its name/]);
  t.match(says(path, importing("@rdump/provider-borg")), [/only packages\/cli\/src\/compose.ts names providers/]);
  const test = "packages/providers-fs/test/real/mirror.test.ts";
  t.strictSame(says(test, importing("@rdump/core/host")), []);
  t.strictSame(says(test, importing("../../src/provider.ts")), []);
  t.match(says(test, importing("@rdump/core")), [/a provider's test knows only/]);
  t.match(says(test, importing("@rdump/provider-borg")), [/do not know each other/]);
  t.end();
});

t.test("one file names the providers, and rsure imports nothing of the project", (t) => {
  t.strictSame(says("packages/cli/src/compose.ts", importing("@rdump/provider-fs")), []);
  t.match(says("packages/cli/src/main.ts", importing("@rdump/provider-fs")), [/names providers/]);
  t.match(says("packages/core/src/apply/executor.ts", importing("@rdump/provider-fs")), [/names providers/]);
  t.match(says("packages/rsure/src/index.ts", importing("@rdump/core")), [/does not stand above/]);
  t.match(says("packages/rsure/test/a.test.ts", importing("@rdump/core")), [/does not stand above/]);
  t.strictSame(says("packages/core/src/history/find.ts", importing("rsure")), []);
  t.end();
});

t.test("only tests import the simulated host", (t) => {
  t.strictSame(says("packages/core/test/apply/a.test.ts", importing("@rdump/fake-host")), []);
  t.match(says("packages/core/src/apply/a.ts", importing("@rdump/fake-host")), [/does not stand above/]);
  t.match(says("packages/core/src/apply/a.ts", importing("../../../../fixtures/a.ts")), [/stays within packages/]);
  t.end();
});

t.test("the lab imports no other package, and shipped code does not import the lab", (t) => {
  t.strictSame(says("lab/machine/machine.ts", importing("./ssh.ts") + importing("execa")), []);
  t.match(says("lab/machine/machine.ts", importing("../../scripts/check.ts")), [/imports nothing else/]);
  t.match(says("lab/test-lab/a.test.ts", importing("@rdump/core/host")), [/imports nothing else/]);
  t.strictSame(says("packages/providers-fs/test-lab/a.test.ts", importing("../../../lab/testing.ts")), []);
  t.match(says("packages/providers-fs/src/a.ts", importing("../../../lab/testing.ts")), [/stays within packages/]);
  t.end();
});

t.test("one file starts processes", (t) => {
  t.strictSame(says("packages/core/src/io/spawn/launch.ts", importing("execa")), []);
  for (const specifier of ["execa", "node:child_process", "child_process", "cross-spawn"]) {
    t.match(says("packages/core/src/io/spawn/stop.ts", importing(specifier)), [/starts a process/], specifier);
    t.match(says("packages/cli/bin/rdump.js", importing(specifier)), [/starts a process/], specifier);
  }
  t.strictSame(says("packages/core/test/io/a.test.ts", importing("node:child_process")), []);
  t.strictSame(says("packages/rsure/src/scan/a.ts", importing("node:child_process")), [], "a command of its own");
  t.end();
});

t.test("planning code uses no clock, no randomness and no environment", (t) => {
  const path = "packages/core/src/plan/expiry.ts";
  const impure = [
    "const now = Date.now();",
    "const now = new Date();",
    "const now = Date();",
    "const clock = Date.now;",
    "const id = Math.random();",
    "const home = process.env.HOME;",
    'const home = process["env"];',
    "const { env } = process;",
    "const now = performance.now();",
    'import { readFileSync } from "node:fs";',
    'import { randomUUID } from "node:crypto";',
    'import { openLocalHost } from "../io/local-host.ts";',
  ];
  for (const text of impure) t.equal(says(path, text).length, 1, text);
  for (const text of impure) t.strictSame(says("packages/core/src/io/spawn/launch.ts", text), [], text);
  const pure = [
    "const later = new Date(now).toISOString();",
    "const zero = Date.UTC(2026, 10, 22);",
    'import { createHash } from "node:crypto";',
    'import type { Host } from "../io/capability.ts";',
    'import { OBSERVE } from "../observe/codes.ts";',
    "const point = { process: 1 }; point.process;",
  ];
  for (const text of pure) t.strictSame(says(path, text), [], text);
  t.end();
});

t.test("reconcile reads the machine only through its Host", (t) => {
  const path = "packages/core/src/reconcile/look.ts";
  for (const text of [
    'import { hostname } from "node:os";',
    'import * as os from "node:os";',
    'import { randomBytes } from "node:crypto";',
    "const now = Date.now();",
    "const now = new Date();",
    "const path = process.env.PATH;",
    "const clock = given ?? Date.now;",
  ]) {
    t.match(says(path, `\n${text}`), [/^2: core\/reconcile .* not its Host$/], text);
    t.strictSame(says("packages/core/src/reconcile/this-host.ts", text), []);
    t.strictSame(says("packages/core/test/reconcile/look.test.ts", text), []);
  }
  t.match(says("packages/cli/src/commands/apply.ts", "process.getuid?.();"), [/cli uses process\.getuid/]);
  for (const room of ["packages/core/src/provider", "packages/providers-zfs/src/scopes"]) {
    t.match(says(`${room}/mount.ts`, "const deadline = Date.now() + 5;"), [/uses Date\.now, not its Host$/], room);
  }
  t.strictSame(says(path, "const at = new Date(now); const began = performance.now();"), []);
  t.end();
});

t.test("a cycle of imports is found, also of type imports", async (t) => {
  const folder = t.testdir({
    src: {
      "a.ts": 'import { b } from "./b.ts";\nexport const a = 1;\nconsole.log(b);\n',
      "b.ts": 'import type { C } from "./c.ts";\nexport const b: C = 2;\n',
      "c.ts": 'export * from "./d.ts";\nexport type C = number;\n',
      "d.ts": "export const d = 4;\n",
    },
    closed: {
      "e.ts": 'import type { F } from "./f.ts";\nexport type E = F;\n',
      "f.ts": 'export { type E as F } from "./e.ts";\n',
    },
    lost: { "g.ts": 'import "./nowhere.ts";\n' },
  });
  t.strictSame(await cyclesIn(["src"], folder), []);
  t.strictSame(await cyclesIn(["src", "closed"], folder), [["closed/e.ts", "closed/f.ts", "closed/e.ts"]]);
  await t.rejects(cyclesIn(["lost"], folder), /nowhere/);
  const root = join(import.meta.dirname, "../..");
  t.strictSame(await cyclesIn(["packages/providers-fs/src", "packages/core/src/diagnostics"], root), []);
});
