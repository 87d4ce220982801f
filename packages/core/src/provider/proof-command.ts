import { basename, dirname } from "node:path/posix";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { CommandResult, RunIo } from "../io/capability.ts";
import { type Command, mover, query, type Step } from "../model/command.ts";
import { durationText } from "../model/duration.ts";
import type { CommandOfProof } from "../model/proof.ts";
import type { ProofCommand } from "../model/volume.ts";
import { PROOF_COMMAND } from "./codes.ts";
import { endText, lastOutput } from "./last-output.ts";

/** A command that uses a restored tree. */
export interface ProofTrial {
  readonly command: ProofCommand;
  readonly volume: string;
  readonly point: string;
  /** The closed directory that contains the tree. */
  readonly place: string;
  /** The root of the tree. */
  readonly directory: string;
  /** rdump is root. */
  readonly asRoot: boolean;
}

export type TrialResult =
  | { readonly kind: "ended"; readonly command: CommandOfProof; readonly failure: Diagnostic | null }
  | { readonly kind: "not run"; readonly diagnostic: Diagnostic };

/** Environment of the command: nothing of rdump's own. */
const ENVIRONMENT = [
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "LC_ALL=C.UTF-8",
  "TZ=UTC",
  "HOME=/nonexistent",
] as const;

/** In seconds: between SIGTERM and SIGKILL, and how much later than `timeout` rdump itself ends the command. */
const KILL_AFTER = 10;
const SPARE = 60;

/** `env`, `chroot`, `setpriv` and `timeout` end so if they fail, or cannot start what follows. */
const NOT_RUN: ReadonlySet<number | null> = new Set([125, 126, 127]);

/** As the plan shows it. */
export function trialSteps(trial: ProofTrial): readonly Step[] {
  return [...ownerSteps(trial), trialCommand(trial, true), trialCommand(trial, false)];
}

/**
 * Only this user can enter the place, and other processes of the user too, which `no_new_privs` does not bind. So before that,
 * no file of the tree gives rights any more: a change of the owner, even to the same one, removes the setuid and setgid bits
 * and capabilities. Old programs can have known faults, and old devices can be other disks now.
 */
function ownerSteps({ command: { user }, place, directory }: ProofTrial): readonly Command[] {
  if (user === null) return [];
  const programs = ["-type", "f", "-perm", "/6111", "-exec", "chown", "--no-dereference", ":", "{}", "+"];
  const devices = ["(", "-type", "b", "-o", "-type", "c", ")", "-delete"];
  return [
    mover(["find", ".", "-xdev", "(", ...programs, ")", "-o", ...devices], { cwd: directory }),
    mover(["chown", "--no-dereference", "--", user, `./${basename(place)}`], { cwd: dirname(place) }),
  ];
}

/**
 * A network and a process table of its own: when the command ends, or rdump, the kernel ends all processes that it started,
 * daemons too.
 */
function isolation(asRoot: boolean): readonly [string, ...string[]] {
  return ["unshare", ...(asRoot ? [] : ["--map-current-user"]), "--net", "--pid", "--fork", "--kill-child", "--"];
}

function trialCommand({ command, volume, point, directory, asRoot }: ProofTrial, isolated: boolean): Command {
  const { user, timeout, argv } = command;
  const limit = ["timeout", "--foreground", `--kill-after=${KILL_AFTER}`, String(timeout)] as const;
  const variables = [...ENVIRONMENT, `RDUMP_VOLUME=${volume}`, `RDUMP_POINT=${point}`];
  // A change of the user cancels the signal of the parent's death, so it is set again.
  const as = user === null ? [] : ["chroot", `--userspec=${user}`, "--skip-chdir", "/"];
  const bound = ["setpriv", ...(user === null ? [] : ["--no-new-privs"]), "--pdeathsig", "KILL", "--"];
  const [program, ...rest] = [...(isolated ? isolation(asRoot) : []), ...limit];
  return mover([program ?? limit[0], ...rest, "env", "--ignore-environment", ...variables, ...as, ...bound, ...argv], {
    cwd: directory,
    timeout: timeout + SPARE,
    condition: isolated ? "if unshare works" : "if unshare does not work",
  });
}

/** Runs `trialSteps` alone. */
export async function runTrial(trial: ProofTrial, io: RunIo): Promise<TrialResult> {
  for (const step of ownerSteps(trial)) {
    const result = await io.run(step);
    if (result.exitCode !== 0) return notRun(trial, lastOutput(result));
  }
  const isolated = (await io.query(query([...isolation(trial.asRoot), "true"]))).exitCode === 0;
  const said = new LastLines();
  const take = (line: Buffer) => said.add(line);
  const result = await io.run(trialCommand(trial, isolated), { stdout: take, stderr: take });
  const late = isLate(result, trial.command.timeout);
  if (!late && (result.stopped || result.notStarted !== null)) return notRun(trial, lastOutput(result));
  if (!late && NOT_RUN.has(result.exitCode)) return notRun(trial, `${endText(result)}${said.text}`);
  const { argv, user, timeout } = trial.command;
  const end = late ? `not ended within ${durationText(timeout * 1000)}` : endText(result);
  const succeeded = !late && result.exitCode === 0;
  const failure = succeeded ? null : failed(trial, end, said);
  return { kind: "ended", command: { argv, user, end, succeeded, isolated }, failure };
}

function isLate({ outOfTime, stopped, milliseconds, exitCode }: CommandResult, timeout: number): boolean {
  if (outOfTime !== undefined) return true;
  return !stopped && milliseconds >= timeout * 1000 && (exitCode === 124 || exitCode === 137);
}

function notRun(trial: ProofTrial, why: string): TrialResult {
  const { argv, user } = trial.command;
  const as = user === null ? "" : ` as ${visible(user)}`;
  const detail = `${visible(argv[0])}${as}: ${why}`;
  return { kind: "not run", diagnostic: PROOF_COMMAND.error("proof-command-not-run", detail) };
}

function failed({ command: { argv }, point }: ProofTrial, end: string, said: LastLines): Diagnostic {
  const detail = `In the restored tree of ${visible(point)}, ${visible(argv[0])} ended: ${end}${said.text}`;
  return PROOF_COMMAND.error("proof-command-failed", detail);
}

const MOST_LINES = 10;
const LONGEST_LINE = 300;

/** The last lines of both outputs, safe to show. */
class LastLines {
  #lines: string[] = [];

  add(line: Buffer): void {
    this.#lines.push(visible(line.toString("utf8").slice(0, LONGEST_LINE)));
    if (this.#lines.length > MOST_LINES) this.#lines = this.#lines.slice(-MOST_LINES);
  }

  get text(): string {
    return this.#lines.length === 0 ? "." : `. Its last lines:${this.#lines.map((line) => `\n    ${line}`).join("")}`;
  }
}
