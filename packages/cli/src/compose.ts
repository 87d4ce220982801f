import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compose, type Providers } from "@rdump/core";
import { borgProvider } from "@rdump/provider-borg";
import { fsProvider } from "@rdump/provider-fs";
import { lvmProvider } from "@rdump/provider-lvm";
import { rsureProvider } from "@rdump/provider-rsure";
import { zfsProvider } from "@rdump/provider-zfs";

/** All providers of this rdump. No other file names them. */
export function allProviders(): Providers {
  const rsure = rsureProvider([process.execPath, rsureScript()]);
  return compose([borgProvider(), fsProvider(), lvmProvider(), rsure, zfsProvider()]);
}

/** The `rsure` command that came with this rdump: beside the bundle, or in the workspace that this was built in. */
function rsureScript(): string {
  const bundled = fileURLToPath(new URL("./rsure.js", import.meta.url));
  if (existsSync(bundled)) return bundled;
  return join(dirname(createRequire(import.meta.url).resolve("rsure/package.json")), "bin", "rsure.js");
}
