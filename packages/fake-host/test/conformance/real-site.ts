import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { openLocalHost } from "@rdump/core/host";
import { providersWith } from "../engine.ts";
import type { Operation } from "./operation.ts";
import { isCompared, line, type Site } from "./site.ts";

/** This machine's own borg, rsync and rsure, on directories of the test's own. */
export function realSite(root: string, rsure: readonly [string, ...string[]]): Site {
  const env = {
    ...process.env,
    HOME: root,
    BORG_BASE_DIR: join(root, ".borg"),
    BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes",
    BORG_SELFTEST: "disabled",
    LC_ALL: "C.UTF-8",
  };
  const io = openLocalHost({
    env: { ...env, XDG_CACHE_HOME: join(root, ".cache"), XDG_CONFIG_HOME: join(root, ".config") },
    signal: new AbortController().signal,
  });
  return {
    io,
    providers: providersWith(rsure),
    alter: async (operation) => alter(operation, env),
    tree: async (path) => linesOf(path),
    dataset: () => Promise.reject(new Error("ZFS needs the lab")),
    async archived(repository, archive) {
      const into = mkdtempSync(join(root, "extracted-"));
      try {
        execFileSync("borg", ["extract", "--numeric-ids", `${repository}::${archive}`], {
          cwd: into,
          env,
          stdio: "pipe",
        });
        return linesOf(into);
      } finally {
        rmSync(into, { recursive: true });
      }
    },
  };
}

function alter(operation: Exclude<Operation, { do: "apply" | "look" | "run" }>, env: NodeJS.ProcessEnv): void {
  switch (operation.do) {
    case "directory":
      mkdirSync(operation.path, { recursive: true, mode: 0o755 });
      return;
    case "write":
      rmSync(operation.path, { force: true });
      writeFileSync(operation.path, operation.text);
      chmodSync(operation.path, 0o644);
      utimesSync(operation.path, operation.mtime, operation.mtime);
      return;
    case "link":
      symlinkSync(operation.target, operation.path);
      return;
    case "remove":
      rmSync(operation.path, { recursive: true });
      return;
    case "chmod":
      chmodSync(operation.path, operation.mode);
      return;
    case "archive": {
      const { repository, name, time, comment, from } = operation;
      const argv = ["create", `--timestamp=${time}`, `--comment=${comment}`, `${repository}::${name}`, "."];
      execFileSync("borg", argv, { cwd: from, env: { ...env, TZ: "UTC" }, stdio: "pipe" });
      return;
    }
    default:
      throw new Error(`${operation.do} needs the lab`);
  }
}

function linesOf(root: string, prefix = ""): readonly string[] {
  const lines = readdirSync(join(root, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (!isCompared(path)) return [];
    const { mode, mtimeMs } = lstatSync(join(root, path));
    const bits = mode & 0o7777;
    if (entry.isSymbolicLink()) return [line(path, "link", 0o777, readlinkSync(join(root, path)))];
    if (entry.isDirectory()) return [line(path, "directory", bits, ""), ...linesOf(root, `${path}/`)];
    return [line(path, "file", bits, `${Math.floor(mtimeMs / 1000)} ${readFileSync(join(root, path), "utf8")}`)];
  });
  return lines.sort();
}
