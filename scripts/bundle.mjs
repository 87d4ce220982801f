// Bundles the published command: a tiny entry that answers --version, everything else in lazy chunks.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

const outdir = "packages/cli/bundle";
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    rdump: "packages/cli/src/entry.ts",
    rsure: "packages/cli/src/rsure.ts",
    "hash-worker": "packages/rsure/src/scan/hash-worker.ts",
  },
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  conditions: ["rdump-source"],
  chunkNames: "[name]-[hash]",
  // Bundled CommonJS packages ask for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  legalComments: "linked",
  logLevel: "warning",
});
