import type { ChildProcess } from "node:child_process";
import { closeSync, readFileSync } from "node:fs";
import type { Readable } from "node:stream";
import { execa } from "execa";
import type { Command } from "../model/command.ts";
import { NOT_STARTED } from "./attend/not-started.ts";
import { givenLine } from "./attend/wire.ts";
import { type Callers, ownCallers } from "./callers.ts";
import type { CommandResult, LineListener } from "./capability.ts";
import { Capture } from "./capture.ts";
import { type ChangerOutput, openChangerOutput } from "./changer-output.ts";
import type { ChangerWatch } from "./changer-watch.ts";
import { drainEnded } from "./drain.ts";
import { closeAll, type Handed, handedOver, openPlaces, type Placed } from "./places.ts";
import { localProcesses } from "./process-table.ts";
import { findProgram, lifeline } from "./program.ts";
import { endWithUs, signalProcess, stopGently } from "./stop.ts";
import { openSecret } from "./trust/secret-file.ts";

export interface SpawnOptions {
  /** The whole environment, but for what the command adds. */
  readonly env: { readonly [name: string]: string };
  /** Told to stop: everything but a changer is ended. */
  readonly signal: AbortSignal;
  /** Told to hurry: what was told to stop has less time for it. */
  readonly hurry?: AbortSignal | undefined;
  /** How long a command may take that declares no time of its own, in milliseconds. */
  readonly longest?: number | undefined;
  /** How long a command may go on once it was told to stop, in milliseconds, before it is ended. */
  readonly grace?: number | undefined;
  readonly changers?: ChangerWatch | undefined;
  readonly maxOutput: number;
  readonly listener?: LineListener | undefined;
}

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
  const places = await openPlaces(command, ownCallers());
  const prints = command.nature === "changer" ? openChangerOutput() : null;
  try {
    if ("error" in places) return notStarted(places.error, milliseconds());
    const files = { given: opened.stdio, directories: places.directories, prints };
    return await supervise({ ...command, cwd: places.cwd }, files, options, milliseconds);
  } finally {
    prints?.close();
    for (const descriptor of opened.stdio) closeSync(descriptor);
    await closeAll(places.held);
  }
}

interface OpenFiles {
  /** What it is handed under the numbers from 3 up. */
  readonly given: readonly number[];
  /** What it is handed after these. */
  readonly directories: readonly Handed[];
  /** Null: it prints into pipes. */
  readonly prints: ChangerOutput | null;
}

async function supervise(
  command: Command,
  { given: descriptors, directories, prints }: OpenFiles,
  options: SpawnOptions,
  milliseconds: () => number,
): Promise<CommandResult> {
  const { nature, attended } = command;
  // What changes the system runs to its end in any case; all else must not outlive rdump. What is attended ends with its input.
  const before = nature === "changer" || attended ? [] : lifeline(options.env.PATH ?? "");
  const [file = "", ...args] = [...before, ...command.argv];
  const subprocess = execa(file, args, {
    ...(command.cwd === null ? {} : { cwd: command.cwd }),
    env: { ...options.env, ...command.env },
    extendEnv: false,
    // A number hands an open file over as it is; execa does that under any number, its types say so up to 2 only.
    stdio: [
      attended ? "pipe" : "ignore",
      ...((prints?.stdio ?? ["pipe", "pipe"]) as ["pipe", "pipe"]),
      ...((attended ? [] : handedOver(descriptors, directories)) as readonly never[]),
    ],
    buffer: false,
    detached: true,
    reject: false,
    stripFinalNewline: false,
  });
  const { pid, stdin } = subprocess;
  const exit = exitOf(subprocess);
  // Whoever refuses to run it does not read.
  stdin?.on("error", () => {});
  if (attended)
    stdin?.write(givenLine({ env: options.env, descriptors: descriptors.map((each) => readFileSync(each)) }));

  // Of a changer that printed too much the rest is let go. A closed pipe ends what we may not signal.
  const tooMuch = () => {
    if (prints !== null || pid === undefined) return;
    stdin?.end();
    if (!hasEnded(subprocess)) signalProcess(pid, "SIGKILL");
    subprocess.stdout.destroy();
  };
  const taken = new Capture(options.maxOutput, options.listener, tooMuch);
  const takeIn = ({ stdout, stderr }: Printed) => Promise.all([taken.stdout(stdout), taken.stderr(stderr)]);
  const drained = prints === null ? takeIn(subprocess) : null;

  let stopped = false;
  let outOfTime: number | undefined;
  let grace: NodeJS.Timeout | undefined;
  const end = () => {
    if (pid === undefined || stopped || hasEnded(subprocess)) return;
    stopped = true;
    if (attended) stdin?.end();
    else stopGently(pid, exit, options.hurry);
  };
  const stop = () => {
    if (nature === "changer") return;
    if (options.grace === undefined) end();
    else grace = setTimeout(end, options.grace);
  };
  const ended = nature === "changer" ? watch(command, pid, options.changers) : null;
  if (options.signal.aborted) stop();
  options.signal.addEventListener("abort", stop, { once: true });
  const given = nature === "changer" ? undefined : allowance(command, options);
  const forget =
    given === undefined
      ? () => {}
      : afterwards(given, () => {
          if (!stopped && !hasEnded(subprocess)) outOfTime = given;
          end();
        });
  const free = pid === undefined || nature === "changer" || attended ? () => {} : endWithUs(pid);
  if (pid !== undefined) await exit;
  free();
  options.signal.removeEventListener("abort", stop);
  clearTimeout(grace);
  forget();
  if (pid === undefined) return notStarted((await subprocess).code ?? "UNKNOWN", milliseconds());
  if (drained !== null) await drainEnded([subprocess.stdout, subprocess.stderr], drained);
  if (prints !== null) await takeIn(prints.read());
  await ended?.();
  const output = taken.result();
  const { exitCode, signalCode } = subprocess;
  const hindered = attended && exitCode === NOT_STARTED.status ? NOT_STARTED.reasonIn(output.stderr) : null;
  if (hindered !== null) return notStarted(hindered, milliseconds());
  return {
    exitCode,
    signal: signalCode,
    notStarted: null,
    stopped,
    ...(outOfTime === undefined ? {} : { outOfTime }),
    ...output,
    milliseconds: milliseconds(),
  };
}

/** Its own end, and not that of its pipes: what it leaves in the background may hold them open. */
function exitOf(subprocess: Pick<ChildProcess, "once">): Promise<void> {
  return new Promise((resolve) => subprocess.once("exit", () => resolve()));
}

/** From then on its number may be another's. */
function hasEnded({ exitCode, signalCode }: Pick<ChildProcess, "exitCode" | "signalCode">): boolean {
  return exitCode !== null || signalCode !== null;
}

interface Printed {
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** How long a command may take, in milliseconds: what it declares itself, else what the run allows. */
function allowance({ timeout }: Command, { longest }: SpawnOptions): number | undefined {
  return timeout === null ? longest : timeout * 1000;
}

/** The longest that one of Node's timers can wait, in milliseconds: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Calls back after so many milliseconds, however many they are, unless what it returns is called before. */
function afterwards(milliseconds: number, call: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    const part = Math.min(left, LONGEST_TIMER);
    timer = setTimeout(() => (left > part ? wait(left - part) : call()), part);
  };
  wait(milliseconds);
  return () => clearTimeout(timer);
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
  const begun = changers.began({ pid, startTime: localProcesses.statOf(pid)?.startTime ?? "", argv });
  return () => begun.then(() => changers.ended(pid));
}

export interface HereOptions {
  readonly env: { readonly [name: string]: string };
  /** What the command reads under the numbers from 3 up. */
  readonly contents: readonly Buffer[];
  readonly signal: AbortSignal;
  readonly callers: Callers;
}

/** Runs a command that prints where this process prints; told to stop, it is ended. */
export async function spawnHere(command: Pick<Command, "argv" | "env"> & Placed, options: HereOptions): Promise<Ended> {
  const places = await openPlaces(command, options.callers);
  try {
    if ("error" in places) return { exitCode: null, signal: null, notStarted: places.error };
    const program = findProgram(command.argv[0], command.env.PATH ?? options.env.PATH ?? "", places.cwd);
    if ("error" in program) return { exitCode: null, signal: null, notStarted: program.error };
    return await superviseHere(command, places, options);
  } finally {
    await closeAll(places.held);
  }
}

type Ended = Pick<CommandResult, "exitCode" | "signal" | "notStarted">;

async function superviseHere(
  command: Pick<Command, "argv" | "env">,
  { cwd, directories }: { readonly cwd: string | null; readonly directories: readonly Handed[] },
  { env, contents, signal }: HereOptions,
): Promise<Ended> {
  const path = command.env.PATH ?? env.PATH ?? "";
  const [file = "", ...args] = [...lifeline(path), ...command.argv];
  const subprocess = execa(file, args, {
    ...(cwd === null ? {} : { cwd }),
    env: { ...env, ...command.env },
    extendEnv: false,
    stdio: ["ignore", "inherit", "inherit", ...(handedOver(contents, directories) as readonly never[])],
    buffer: false,
    detached: true,
    reject: false,
  });
  const { pid } = subprocess;
  const exit = exitOf(subprocess);
  const stop = () => {
    if (pid !== undefined && !hasEnded(subprocess)) stopGently(pid, exit);
  };
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const result = await subprocess;
  const hindered = pid === undefined ? (result.code ?? "UNKNOWN") : null;
  return { exitCode: result.exitCode ?? null, signal: result.signal ?? null, notStarted: hindered };
}

/** Opens what a command hands over under the numbers from 3 up. */
function openDescriptors(command: Command): { readonly stdio: number[] } | { readonly error: string } {
  const numbers = Object.keys(command.descriptors).map(Number);
  const stdio: number[] = [];
  for (let number = 3; number < 3 + numbers.length; number++) {
    const path = command.descriptors[number];
    if (path === undefined) throw new Error(`descriptors must be numbered from 3 up without a hole: ${numbers}`);
    const opened = openSecret(path);
    if ("error" in opened) {
      for (const descriptor of stdio) closeSync(descriptor);
      return { error: `${opened.error} on descriptor ${number}` };
    }
    stdio.push(opened.descriptor);
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
