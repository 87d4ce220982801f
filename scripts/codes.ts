// Writes what `rdump explain` prints, and the page of the rules, from the registers of codes of all rooms; with --check,
// fails when a file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { rulesPage } from "./codes/page.ts";
import { declaredCodes } from "./codes/registers.ts";
import { codesInSources } from "./codes/sources.ts";

const undeclared = codesInSources("packages").map(([code, summary]) => [
  code,
  { summary, cause: "", effect: "", remedy: "" },
]);
const all = { ...Object.fromEntries(undeclared), ...Object.fromEntries(await declaredCodes("packages")) };
const register = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
const outputs: readonly (readonly [string, string])[] = [
  [
    "packages/cli/src/codes.generated.ts",
    "// biome-ignore-all format: written by `npm run codes`\n" +
      'import type { CodeText } from "@rdump/core";\n\n' +
      "/** The text of every code that is printed outside of lint. */\n" +
      `export const CODES: { readonly [code: string]: CodeText } = ${JSON.stringify(register, null, 2)};\n`,
  ],
  ["docs/rules.md", rulesPage("fixtures/rules")],
];

for (const [path, content] of outputs) {
  if (!process.argv.includes("--check")) writeFileSync(path, content);
  else if (contentOf(path) !== content) {
    console.error(`${path} is stale: run npm run codes, and commit what it writes.`);
    process.exitCode = 1;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
