import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { main } from "../src/command/main.ts";

/** A directory of the test's own, with a tree `t` in it; gone when the test ends. */
export function sandbox(t: { teardown(act: () => void): unknown }): { readonly top: string; readonly tree: string } {
  const top = mkdtempSync(join(tmpdir(), "rsure-test-"));
  t.teardown(() => rmSync(top, { recursive: true, force: true }));
  const tree = join(top, "t");
  mkdirSync(tree);
  return { top, tree };
}

export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Collects what is written to it. */
export class Collector extends Writable {
  text = "";
  isTTY = false;

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

/** The command within this process. */
export async function rsure(...argv: string[]): Promise<Run> {
  const stdout = new Collector();
  const stderr = new Collector();
  const status = await main(argv, { stdout, stderr });
  return { status, out: stdout.text, err: stderr.text };
}

/** The lines behind `Check FILE` or `signoff FILE`. */
export const linesOf = (run: Run): string[] => run.out.split("\n").slice(1, -1);

/** The command as a process of its own, from the sources. */
export function startRsure(
  argv: readonly string[],
  options: { uid?: number; env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  const code = "await (await import(process.argv[1])).runProcess(process.argv.slice(2))";
  const entry = new URL("../src/command/process.ts", import.meta.url).href;
  const { NODE_OPTIONS: _, ...env } = { ...process.env, ...options.env };
  const flags = ["--import=tsx", "--conditions=rdump-source", "--no-warnings", "--input-type=module", "--eval", code];
  return spawn(process.execPath, [...flags, "--", entry, ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: new URL("..", import.meta.url),
    env,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
}

export async function finished(child: ChildProcess): Promise<Run & { readonly signal: NodeJS.Signals | null }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (text: Buffer) => {
    out += text.toString("utf8");
  });
  child.stderr?.on("data", (text: Buffer) => {
    err += text.toString("utf8");
  });
  return new Promise((resolve) =>
    child.on("close", (code, signal) => resolve({ status: code ?? -1, out, err, signal })),
  );
}

/** Files and directories from a list: `path` -> content, a name that ends in a slash is a directory. */
export function plant(tree: string, files: { readonly [path: string]: string }): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(tree, path, path.endsWith("/") ? "." : ".."), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(tree, path), content);
  }
}

export const unpacked = (bytes: Buffer): string => gunzipSync(bytes).toString("latin1");

/** Until this many whole seconds of the clock have begun: what was written before is then clearly old. */
export async function secondsLater(count: number): Promise<void> {
  const until = (Math.floor(Date.now() / 1000) + count) * 1000 + 20;
  await new Promise((resolve) => setTimeout(resolve, until - Date.now()));
}
