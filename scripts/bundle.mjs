// Bundles the published command: a tiny entry that answers --version, everything else in scripts with a code cache.
import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build, transform } from "esbuild";

const outdir = "packages/cli/bundle";
const shared = {
  outdir,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  conditions: ["rdump-source"],
  legalComments: "linked",
  logLevel: "warning",
  define: { "import.meta.url": "moduleUrl" },
  inject: ["scripts/bundle/module-url.mjs"],
};

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
// Node starts its loader of ES modules with the first ES module. That takes a quarter of the time of `node -e 0`.
await writeFile(join(outdir, "package.json"), '{ "type": "commonjs" }\n');

// Only ES modules can be split.
const hashed = { entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", write: false, format: "esm" };
const program = await build({ ...shared, ...hashed, entryPoints: ["packages/cli/src/main.ts"], splitting: true });
// Both threads of `rsure` load one file each: a dozen would take longer than some of its commands.
const rsure = await build({ ...shared, ...hashed, entryPoints: ["packages/cli/src/rsure-main.ts"] });
const outputs = [...program.outputFiles, ...rsure.outputFiles];
for (const { path, text } of outputs) await writeFile(path, path.endsWith(".js") ? await asCommonJs(text) : text);
for (const entry of ["packages/cli/src/attendant.ts", "packages/rsure/src/scan/hash-worker.ts"])
  await build({ ...shared, entryPoints: [entry] });

const names = outputs.map(({ path }) => basename(path));
/** The script of an entry is loaded by its name, with its code cache. */
const loadScripts = {
  name: "load-scripts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/(main|rsure-main)\.ts$/ }, ({ path }) => ({
      path: basename(path, ".ts"),
      namespace: "script",
    }));
    onLoad({ filter: /.*/, namespace: "script" }, ({ path }) => ({
      contents: `import { Scripts } from "./scripts.ts";
        const script = new Scripts(__dirname).load("${names.find((name) => isOf(path, name))}");
        export const { main, runProcess } = script;`,
      resolveDir: "packages/cli/src",
    }));
  },
};
await build({ ...shared, entryPoints: { rsure: "packages/cli/src/rsure.ts" }, plugins: [loadScripts] });
// V8 flags of this process would go into the code cache.
const { NODE_OPTIONS: _, ...env } = process.env;
execFileSync(process.execPath, ["scripts/bundle/cache.mjs", outdir], { env, stdio: "inherit" });
// `scripts/prepare/build.mjs` expects that this one is written last.
await build({ ...shared, entryPoints: { rdump: "packages/cli/src/entry.ts" }, plugins: [loadScripts] });

async function asCommonJs(text) {
  const options = { format: "cjs", platform: "node", target: "node20", supported: { "dynamic-import": false } };
  const { code } = await transform(text, options);
  // Only text in ASCII is read as fast as bytes. esbuild does not escape regular expressions.
  const [line] = code.split("\n").filter((each) => /[^\0-\x7f]/.test(each));
  if (line !== undefined) throw new Error(`Write \\u escapes for the characters outside of ASCII in: ${line.trim()}`);
  // To wrap it at each start, as Node does, would copy megabytes.
  return `(function (exports, require, module, __filename, __dirname) { ${code}\n})\n`;
}

function isOf(entry, name) {
  return name.startsWith(`${entry}-`) && name.length === `${entry}-XXXXXXXX.js`.length && name.endsWith(".js");
}
