import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import t from "tap";
import { observeRestorePlace } from "../../src/restore/observe.ts";

const asRoot = process.getuid?.() === 0;
const canMount = asRoot && spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
const io = openLocalHost({ env: process.env, signal: new AbortController().signal });

t.test(
  "nothing is moved over a file system that is mounted below the destination",
  { skip: canMount ? false : "mounting needs the rights of root" },
  async (t) => {
    const to = mkdtempSync(join(tmpdir(), "rdump-observe-"));
    t.teardown(() => rmSync(to, { recursive: true, force: true }));
    chmodSync(to, 0o755);
    const point = join(to, "docs/mounted");
    mkdirSync(point, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "rdump-test", point]);
    t.teardown(() => spawnSync("umount", ["--lazy", point]));
    writeFileSync(join(point, "file"), "kept");
    for (const path of ["docs", "docs/mounted", "docs/mounted/file", "docs/mounted/new"]) {
      const { problem } = await observeRestorePlace(to, { paths: [path] }, io);
      t.match(problem, { code: "restore-to-unusable", detail: /docs\/mounted/ }, path);
    }
    for (const path of ["docs/other", "doc", "docs/mounted-elsewhere"]) {
      t.equal((await observeRestorePlace(to, { paths: [path] }, io)).problem, null, path);
    }
  },
);
