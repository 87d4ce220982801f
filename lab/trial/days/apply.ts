import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from "node:fs";
import { chunksOf } from "./content.ts";
import type { Content, Operation, Path } from "./operation.ts";

/** Changes the tree at `root`. Needs root for owners, devices and capabilities. */
export function applyOperations(root: string, operations: readonly Operation[]): void {
  for (const operation of operations) applyOne(root, operation);
}

function applyOne(root: string, operation: Operation): unknown {
  const at = (path: Path) => Buffer.from(`${Buffer.from(root).toString("latin1")}/${path}`, "latin1");
  switch (operation.kind) {
    case "directory":
      return mkdirSync(at(operation.path));
    case "write":
      return write(at(operation.path), "w", 0, operation.content, operation.time);
    case "patch":
      return write(at(operation.path), "r+", operation.at, operation.content, operation.time);
    case "rewrite-unseen":
      return rewriteUnseen(at(operation.path), operation.content);
    case "truncate":
      closeSync(openSync(at(operation.path), "a"));
      truncateSync(at(operation.path), operation.bytes);
      return utimesSync(at(operation.path), operation.time, operation.time);
    case "rename":
      return renameSync(at(operation.from), at(operation.to));
    case "remove":
      return remove(root, operation.path, at(operation.path));
    case "hard-link":
      return linkSync(at(operation.to), at(operation.path));
    case "symbolic-link":
      return symlinkSync(operation.to, at(operation.path));
    case "mode":
      return chmodSync(at(operation.path), operation.mode);
    case "owner":
      return chownSync(at(operation.path), operation.uid, operation.gid);
    case "time":
      return utimesSync(at(operation.path), operation.time, operation.time);
    default: {
      const [program, ...words] = commandFor(operation);
      execFileSync(program, words, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    }
  }
}

function write(path: Buffer, flags: string, at: number, content: Content, time: number): void {
  const file = openSync(path, flags);
  try {
    let position = at;
    for (const chunk of chunksOf(content)) position += writeSync(file, chunk, 0, chunk.length, position);
  } finally {
    closeSync(file);
  }
  utimesSync(path, time, time);
}

/** Node removes no directory that contains names outside of UTF-8. */
function remove(root: string, path: Path, bytes: Buffer): void {
  if (lstatSync(bytes).isDirectory()) execFileSync("rm", ["-r", "--", path], { cwd: root });
  else unlinkSync(bytes);
}

function rewriteUnseen(path: Buffer, content: Content): void {
  const { atimeMs, mtimeMs } = lstatSync(path);
  write(path, "r+", 0, content, mtimeMs / 1000);
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000);
}

type ByProgram = Extract<Operation, { kind: "fifo" | "device" | "attribute" | "acl" | "capability" }>;

function commandFor(operation: ByProgram): readonly [string, ...string[]] {
  switch (operation.kind) {
    case "fifo":
      return ["mkfifo", "--", operation.path];
    case "device":
      return ["mknod", "--", operation.path, operation.type, String(operation.major), String(operation.minor)];
    case "attribute":
      if (operation.value === null) return ["setfattr", "-h", "-x", operation.name, "--", operation.path];
      return ["setfattr", "-h", "-n", operation.name, "-v", operation.value, "--", operation.path];
    case "acl":
      if (operation.entries === null) return ["setfacl", "-b", "--", operation.path];
      return ["setfacl", "-m", operation.entries, "--", operation.path];
    case "capability":
      return operation.value === null ? ["setcap", "-r", operation.path] : ["setcap", operation.value, operation.path];
  }
}
