// Writes the code cache of each script of a bundle: node scripts/bundle/cache.mjs DIRECTORY
//
// V8 compiles a function at its first call. So the cache contains the functions that these commands call.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

const SELF = fileURLToPath(import.meta.url);
const SCRIPTS = new URL("../../packages/cli/src/scripts.ts", import.meta.url);

const [bundle, ...rsure] = process.argv.slice(2);
const { code } = await transform(readFileSync(SCRIPTS, "utf8"), { loader: "ts", format: "esm" });
const { CACHE, Scripts, withChecksum } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
const scripts = new Scripts(resolve(bundle));
const names = readdirSync(bundle);
const entry = (word) => names.find((name) => new RegExp(`^${word}-[A-Z0-9]{8}\\.js$`).test(name));

/** A stream like `process.stdout`, that keeps nothing. */
const drain = () => Object.assign(new PassThrough().resume(), { isTTY: false, columns: 80 });

if (rsure.length > 0) {
  // `rsure` reads its words from the command line of the process.
  await scripts.load(entry("rsure-main")).main(rsure, { stdout: drain(), stderr: drain() });
} else {
  const root = mkdtempSync(join(tmpdir(), "rdump-bundle-"));
  try {
    await callRdump(root);
    callRsure(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
for (const [name, { script }] of scripts.loaded)
  writeFileSync(join(bundle, name + CACHE), withChecksum(script.createCachedData()));

async function callRdump(root) {
  const { main } = scripts.load(entry("main"));
  const source = join(root, "source");
  for (const directory of [source, join(root, "mirror")]) mkdirSync(directory);
  writeFileSync(join(source, "file"), "content\n");
  const config = {
    version: 1,
    id: "bundle",
    timezone: "UTC",
    stateDir: join(root, "state"),
    volumes: { v: { source: { type: "plain", path: source }, mirrors: [{ path: join(root, "mirror") }] } },
  };
  writeFileSync(join(root, "rdump.json5"), JSON.stringify(config));
  const env = { PATH: process.env.PATH, HOME: root };
  const streams = () => ({ stdin: drain(), stdout: drain(), stderr: drain() });
  // The second plan has nothing to do.
  for (const words of ["--help", "lint", "plan", "apply --yes", "plan --detailed-exitcode", "status"]) {
    const status = await main(words.split(" "), { env, cwd: root, streams: streams() });
    if (status === 0) continue;
    // For example, rsync is not installed. The bundle works with a smaller cache too.
    console.error(`The code cache is smaller: rdump ${words} ended with status ${status} while the bundle was built.`);
    return;
  }
}

function callRsure(root) {
  const tree = ["-f", join(root, "2sure.dat.gz"), "-d", join(root, "source")];
  execFileSync(process.execPath, [join(bundle, "rsure.js"), ...tree, "scan"]);
  writeFileSync(join(root, "source/other"), "content\n");
  execFileSync(process.execPath, [SELF, bundle, ...tree, "update"]);
}
