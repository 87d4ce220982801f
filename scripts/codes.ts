// Writes the register of codes that rdump prints outside of lint, and the page of the rules, from the sources; with
// --check, fails when what is there is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { rulesPage } from "./codes/page.ts";
import { codesInSources } from "./codes/sources.ts";

const register = Object.fromEntries(codesInSources("packages"));
const outputs: readonly (readonly [string, string])[] = [
  [
    "packages/cli/src/codes.generated.ts",
    "// biome-ignore-all format: written by `npm run codes`\n" +
      "/** What is printed outside of lint, each with its summary. */\n" +
      `export const CODES: { readonly [code: string]: string } = ${JSON.stringify(register, null, 2)};\n`,
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
