// Bundles the published command: a tiny entry that answers --version, everything else in lazy chunks.
import { rm } from "node:fs/promises";
import { build } from "esbuild";

const outdir = "packages/cli/bundle";
const shared = {
  outdir,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  conditions: ["rdump-source"],
  legalComments: "linked",
  logLevel: "warning",
};

/** The entry stands alone, so that its one answer costs one file; the rest it finds beside itself. */
const leaveMain = {
  name: "leave-main",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/(main|rsure-main)\.ts$/ }, ({ path }) => ({
      path: path.replace(/\.ts$/, ".js"),
      external: true,
    })),
};

await rm(outdir, { recursive: true, force: true });
await build({
  ...shared,
  entryPoints: { main: "packages/cli/src/main.ts", attendant: "packages/cli/src/attendant.ts" },
  splitting: true,
  chunkNames: "[name]-[hash]",
  // Bundled CommonJS packages ask for Node's own modules by `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
await build({
  ...shared,
  entryPoints: { rdump: "packages/cli/src/entry.ts", rsure: "packages/cli/src/rsure.ts" },
  plugins: [leaveMain],
});
// Both threads of `rsure` load one file each: a dozen would take longer than some of its commands.
for (const entry of ["packages/cli/src/rsure-main.ts", "packages/rsure/src/scan/hash-worker.ts"])
  await build({ ...shared, entryPoints: [entry] });
