#!/usr/bin/env node
import { existsSync } from "node:fs";

const bundle = new URL("../bundle/rdump.js", import.meta.url);
if (existsSync(bundle)) await import(bundle.href);
else {
  process.stderr.write("rdump is not built yet: run `npm run build` first.\n");
  process.exitCode = 1;
}
