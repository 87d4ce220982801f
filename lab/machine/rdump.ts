import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Machine } from "./machine.ts";

const CLI = join(import.meta.dirname, "../../packages/cli");

/** Brings the built `rdump` and its `rsure` into a machine, and gives it a machine id: every machine starts from one state. */
export async function installRdump(machine: Machine): Promise<void> {
  if (!existsSync(join(CLI, "bundle/rdump.js"))) throw new Error("rdump is not built: npm run build");
  const stage = mkdtempSync(join(tmpdir(), "rdump-for-the-lab-"));
  try {
    mkdirSync(join(stage, "bin"));
    for (const path of ["package.json", "bin", "bundle"]) {
      cpSync(join(CLI, path), join(stage, path), { recursive: true });
    }
    await machine.put(stage, "/opt/rdump");
  } finally {
    rmSync(stage, { recursive: true });
  }
  await machine.sh(`chown -R root:root /opt/rdump; chmod 755 /opt/rdump /opt/rdump/bin/rdump.js
    ln -sf /opt/rdump/bin/rdump.js /usr/local/bin/rdump
    printf '#!/bin/sh\\nexec node /opt/rdump/bundle/rsure.js "$@"\\n' > /usr/local/bin/rsure
    chmod 755 /usr/local/bin/rsure
    test -s /etc/machine-id || od -An -N16 -tx1 /dev/urandom | tr -d ' \\n' > /etc/machine-id`);
}
