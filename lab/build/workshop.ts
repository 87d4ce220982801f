import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { execa } from "execa";

/** Runs the steps of a build: says what it does and how long that took, and keeps what the programs print. */
export interface Workshop {
  say(text: string): void;
  /** Runs a command that prints into the log; gives its output. An error contains the end of that output. */
  run(what: string, argv: readonly string[], options?: StepOptions): Promise<string>;
}

export interface StepOptions {
  readonly cwd?: string;
  readonly env?: { readonly [name: string]: string };
  /** In minutes; 5 when not given. */
  readonly minutes?: number;
}

/** A step of the build failed; the message says which, and where its whole output is. */
export class BuildFailure extends Error {}

const HEARTBEAT = 30_000;
const TAIL = 25;

export function openWorkshop(log: string, print: (line: string) => void): Workshop {
  mkdirSync(dirname(log), { recursive: true });
  const say = (text: string) => print(`lab: ${text}`);
  return { say, run: (what, argv, options = {}) => runStep(say, log, what, argv, options) };
}

async function runStep(
  say: (text: string) => void,
  log: string,
  what: string,
  argv: readonly string[],
  { cwd, env, minutes = 5 }: StepOptions,
): Promise<string> {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(0)} s`;
  say(what);
  const heartbeat = setInterval(() => say(`    ... ${seconds()}`), HEARTBEAT);
  const file = createWriteStream(log, { flags: "a" });
  file.write(`\n== ${what}\n== ${argv.join(" ")}\n`);
  const [command = "", ...args] = contained(argv);
  const child = execa(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { LC_ALL: "C.UTF-8", DEBIAN_FRONTEND: "noninteractive", ...env },
    stdin: "ignore",
    all: true,
    reject: false,
    timeout: minutes * 60_000,
    killSignal: "SIGKILL",
    maxBuffer: 256 * 1024 * 1024,
  });
  child.all.pipe(file);
  const result = await child;
  clearInterval(heartbeat);
  if (result.exitCode === 0) return result.stdout;
  const how = result.timedOut ? `it took more than ${minutes} minutes` : `it exited with ${result.exitCode}`;
  const tail = result.all.split("\n").slice(-TAIL).join("\n");
  throw new BuildFailure(`${what}: ${how}. Its whole output is in ${log}; the end of it:\n${tail}`);
}

/** Nothing that a step starts, and no mount that it makes, outlives the process that builds. */
function contained(argv: readonly string[]): readonly string[] {
  const room = ["unshare", "--fork", "--pid", "--mount-proc", "--kill-child"];
  return ["setpriv", "--pdeathsig", "KILL", ...room, ...argv];
}
