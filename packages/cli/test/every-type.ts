import { execFileSync, spawnSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = process.getuid?.() === 0;

/** A file of every type that an archive can contain, with every attribute that this user can set. */
export function fillWithEveryType(directory: string): void {
  const at = (...names: readonly string[]) => join(directory, ...names);
  const run = (program: string, ...argv: readonly string[]) => execFileSync(program, argv, { cwd: directory });
  mkdirSync(at("docs/deep/empty"), { recursive: true });
  writeFileSync(at("docs/report"), "the report\n".repeat(2000));
  writeFileSync(at("docs/deep/script"), "#!/bin/sh\n", { mode: 0o751 });
  writeFileSync(at(".hidden"), "hidden", { mode: 0o400 });
  writeFileSync(at("-n *?[x] \n"), "a name for shells");
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/latin1 `), Buffer.from([0xe4])]), "not UTF-8");
  linkSync(at("docs/report"), at("docs/deep/same"));
  symlinkSync("/etc/passwd", at("link"));
  symlinkSync("nowhere", at("docs/dangling"));
  run("mkfifo", "fifo");
  writeFileSync(at("sparse"), "begin");
  truncateSync(at("sparse"), 40_000_000);
  run("setfattr", "-n", "user.note", "-v", "kept", "docs/report");
  run("setfacl", "-m", "u:1000:r--", "docs/deep/script");
  if (ROOT) {
    run("mknod", "device", "c", "1", "3");
    run("chown", "-h", "1234:2345", "link", "docs/deep/script", "docs/deep");
    run("setcap", "cap_net_raw+ep", "docs/deep/script");
    run("setfattr", "-n", "trusted.note", "-v", "kept", "docs");
  }
  for (const name of ["docs/report", "docs/deep", "docs"]) utimesSync(at(name), 1e9, 1e9 + 0.125);
}

/** The differences of two trees, content and all attributes, as rsync sees them: an oracle that is not rdump's. */
export function rsyncDifferences(from: string, to: string, ...options: readonly string[]): readonly string[] {
  const all = ["-aniHAXSc", "--modify-window=-1", "--delete", "--numeric-ids", "--exclude=/2sure.*"];
  const { stdout, stderr } = spawnSync("rsync", [...all, ...options, `${from}/`, `${to}/`], { encoding: "utf8" });
  return `${stdout}${stderr}`.split("\n").filter((line) => line !== "");
}
