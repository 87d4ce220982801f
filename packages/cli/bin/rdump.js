#!/usr/bin/env node
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const bundle = join(__dirname, "../bundle/rdump.js");
if (existsSync(bundle)) require(bundle);
else {
  process.stderr.write("rdump is not built yet: run `npm run build` first.\n");
  process.exitCode = 1;
}
