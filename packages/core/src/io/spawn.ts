import { closeSync, constants, fstatSync, openSync, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { execa } from "execa";
import type { Command } from "../model/command.ts";
import { type CommandResult, type LineListener, NOT_MOUNTED } from "./capability.ts";
import type { ChangerWatch } from "./changer-watch.ts";
import { LineSplitter, Tail } from "./lines.ts";
import { startTimeOf } from "./process-identity.ts";
import { findProgram, lifeline } from "./program.ts";
import { stopGently } from "./stop.ts";

export interface SpawnOptions {
  /** The whole environment, but for what the command adds. */
  readonly env: { readonly [name: string]: string };
  /** Told to stop: everything but a changer is ended. */
  readonly signal: AbortSignal;
  /** Told to hurry: what was told to stop has less time for it. */
  readonly hurry?: AbortSignal | undefined;
  /** How long a command may go on once it was told to stop, in milliseconds, before it is ended. */
  readonly grace?: number | undefined;
  readonly changers?: ChangerWatch | undefined;
  readonly maxOutput: number;
  readonly listener?: LineListener | undefined;
}

const STDERR_TAIL = 64 * 1024;

/**
 * The one place that starts a process. Each is the leader of its own group, so that a terminal's interrupt reaches
 * rdump alone, which then decides who is ended and how.
 */
export async function spawn(command: Command, options: SpawnOptions): Promise<CommandResult> {
  const started = process.hrtime.bigint();
  const milliseconds = () => Number((process.hrtime.bigint() - started) / 1_000_000n);
  const path = command.env.PATH ?? options.env.PATH ?? "";
  const program = findProgram(command.argv[0], path, command.cwd);
  if ("error" in program) return notStarted(program.error, milliseconds());
  const opened = openDescriptors(command);
  if ("error" in opened) return notStarted(opened.error, milliseconds());
  const place = command.mounted ? holdMount(command.cwd ?? "/") : { held: null, cwd: command.cwd };
  try {
    if (place === null) return notStarted(NOT_MOUNTED, milliseconds());
    return await supervise({ ...command, cwd: place.cwd }, opened.stdio, options, milliseconds);
  } finally {
    for (const descriptor of opened.stdio) closeSync(descriptor);
    if (place !== null && place.held !== null) closeSync(place.held);
  }
}

/**
 * Opens a directory and only then looks whether it is the root of a mounted file system, which it is when what is above it
 * is on another device. The path of the open directory goes on leading there when the mount is taken away.
 */
function holdMount(directory: string): { readonly held: number; readonly cwd: string } | null {
  let held: number;
  try {
    held = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch {
    return null;
  }
  const cwd = `/proc/self/fd/${held}`;
  if (isMountRoot(held, cwd)) return { held, cwd };
  closeSync(held);
  return null;
}

/** A file system that fails to answer is one that cannot be worked in. */
function isMountRoot(held: number, path: string): boolean {
  try {
    return fstatSync(held).dev !== statSync(`${path}/..`).dev;
  } catch {
    return false;
  }
}

async function supervise(
  command: Command,
  descriptors: readonly number[],
  options: SpawnOptions,
  milliseconds: () => number,
): Promise<CommandResult> {
  // What changes the system runs to its end in any case; all else must not outlive rdump.
  const before = command.nature === "changer" ? [] : lifeline(options.env.PATH ?? "");
  const [file = "", ...args] = [...before, ...command.argv];
  const subprocess = execa(file, args, {
    ...(command.cwd === null ? {} : { cwd: command.cwd }),
    env: { ...options.env, ...command.env },
    extendEnv: false,
    // A number hands an open file over as it is; execa does that under any number, its types say so up to 2 only.
    stdio: ["ignore", "pipe", "pipe", ...(descriptors as readonly never[])],
    buffer: false,
    detached: true,
    reject: false,
    stripFinalNewline: false,
  });

  // A changer that prints too much goes on all the same; what it prints is let go.
  const tooMuch = () => command.nature === "changer" || subprocess.kill("SIGKILL");
  const taken = new Capture(options.maxOutput, options.listener, tooMuch);
  const drained = Promise.all([taken.stdout(subprocess.stdout), taken.stderr(subprocess.stderr)]);

  let stopped = false;
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    const { pid } = subprocess;
    if (command.nature === "changer" || pid === undefined) return;
    const end = () => {
      stopped = true;
      stopGently(pid, subprocess, options.hurry);
    };
    if (options.grace === undefined) end();
    else grace = setTimeout(end, options.grace);
  };
  const ended = command.nature === "changer" ? watch(command, subprocess.pid, options.changers) : null;
  if (options.signal.aborted) stop();
  options.signal.addEventListener("abort", stop, { once: true });
  const result = await subprocess;
  options.signal.removeEventListener("abort", stop);
  clearTimeout(grace);
  if (subprocess.pid === undefined) return notStarted(result.code ?? "UNKNOWN", milliseconds());
  await drained;
  await ended?.();
  return {
    exitCode: result.exitCode ?? null,
    signal: result.signal ?? null,
    notStarted: null,
    stopped,
    ...taken.result(),
    milliseconds: milliseconds(),
  };
}

/**
 * Tells of a changer that was just started, and gives back what tells of its end. Its start time is read at once: a process
 * that nobody has waited for yet still has one.
 */
function watch(
  { argv }: Command,
  pid: number | undefined,
  changers: ChangerWatch | undefined,
): (() => Promise<void>) | null {
  if (pid === undefined || changers === undefined) return null;
  const begun = changers.began({ pid, startTime: startTimeOf(pid) ?? "", argv });
  return () => begun.then(() => changers.ended(pid));
}

/** Takes in what a process prints, bounded. */
class Capture {
  readonly #maxOutput: number;
  readonly #listener: LineListener | undefined;
  readonly #tooMuch: () => unknown;
  readonly #stderr = new Tail(STDERR_TAIL);
  readonly #stdout: Buffer[] = [];
  #stdoutBytes = 0;
  #overflow = false;

  constructor(maxOutput: number, listener: LineListener | undefined, tooMuch: () => unknown) {
    this.#maxOutput = maxOutput;
    this.#listener = listener;
    this.#tooMuch = tooMuch;
  }

  stdout(stream: Readable): Promise<void> {
    const heard = this.#listener?.stdout;
    if (heard !== undefined) return throughLines(stream, heard, () => {});
    return drain(stream, (chunk) => {
      if (this.#overflow) return;
      this.#stdoutBytes += chunk.length;
      this.#overflow = this.#stdoutBytes > this.#maxOutput;
      if (this.#overflow) this.#tooMuch();
      else this.#stdout.push(chunk);
    });
  }

  stderr(stream: Readable): Promise<void> {
    return throughLines(stream, this.#listener?.stderr ?? (() => {}), (chunk) => this.#stderr.push(chunk));
  }

  result(): { stdout: Buffer; stderr: Buffer; overflow: boolean } {
    return { stdout: Buffer.concat(this.#stdout), stderr: this.#stderr.bytes(), overflow: this.#overflow };
  }
}

function throughLines(stream: Readable, heard: (line: Buffer) => void, raw: (chunk: Buffer) => void): Promise<void> {
  const lines = new LineSplitter(heard);
  return drain(stream, (chunk) => {
    raw(chunk);
    lines.push(chunk);
  }).then(() => lines.end());
}

/** Ends with the stream, however that ends: a process that was killed leaves no error behind here. */
function drain(stream: Readable, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve) => {
    stream.on("data", take);
    stream.once("error", () => resolve());
    stream.once("close", () => resolve());
  });
}

/** Opens what a command hands over under the numbers from 3 up. */
function openDescriptors(command: Command): { readonly stdio: number[] } | { readonly error: string } {
  const numbers = Object.keys(command.descriptors).map(Number);
  const stdio: number[] = [];
  for (let number = 3; number < 3 + numbers.length; number++) {
    const path = command.descriptors[number];
    if (path === undefined) throw new Error(`descriptors must be numbered from 3 up without a hole: ${numbers}`);
    try {
      stdio.push(openSync(path, "r"));
    } catch (error) {
      for (const descriptor of stdio) closeSync(descriptor);
      return { error: `${(error as NodeJS.ErrnoException).code ?? "UNKNOWN"} on descriptor ${number}` };
    }
  }
  return { stdio };
}

function notStarted(code: string, milliseconds: number): CommandResult {
  const empty = Buffer.alloc(0);
  return {
    exitCode: null,
    signal: null,
    notStarted: code,
    stopped: false,
    stdout: empty,
    stderr: empty,
    overflow: false,
    milliseconds,
  };
}
