import { type CommandResult, type LineListener, type StageResult, UNREACHABLE } from "../io/capability.ts";
import { culpritOf } from "../io/spawn/culprit.ts";
import type { Command, Stage, Step } from "../model/command.ts";
import { BEGUN, STAGE_FAILED } from "./remote-line.ts";

/** The exit status of ssh for its own errors. The command on the other host can have the same one. */
const SSH_FAILED = 255;

/** The longest standard error that is kept whole, in bytes. A longer one has lost its first line. */
const KEPT = 64 * 1024;

const LINE = `${BEGUN}\n`;

type Ending = Pick<CommandResult, "exitCode" | "notStarted" | "stderr">;

/**
 * The ending of ssh as that of the command on the other host. If ssh failed before that command began, the command was
 * not started.
 */
function endingThere<T extends Ending>(ending: T): T {
  const { exitCode, stderr } = ending;
  const at = stderr.indexOf(LINE);
  // Banners and warnings of ssh can come before.
  const hasBegun = at === 0 || (at > 0 && stderr[at - 1] === 10);
  if (hasBegun) return { ...ending, stderr: stderr.subarray(at + LINE.length) };
  if (exitCode !== SSH_FAILED || stderr.length >= KEPT) return ending;
  return { ...ending, exitCode: null, notStarted: UNREACHABLE };
}

/** The result of a step, whose commands on other hosts are as if they had run here. */
export function resultThere(step: Step, result: CommandResult): CommandResult {
  if (step.do === "run") return isFar(step) ? endingThere(result) : result;
  if (step.do !== "pipe" || result.stages === undefined) return result;
  const stages = result.stages.flatMap((ending) => {
    const stage = step.stages.find(({ name }) => name === ending.name);
    if (stage === undefined || !isFar(stage.command)) return ending;
    return endingsThere(stage, endingThere<StageResult>(ending));
  });
  const hasParts = step.stages.some(({ parts }) => parts !== undefined);
  const culprit = hasParts ? stages[culpritOf(stages)] : stages.find(({ name }) => name === result.stage);
  const shown = stages.find(({ notStarted }) => notStarted === UNREACHABLE) ?? culprit;
  if (shown === undefined) return { ...result, stages };
  const { name, exitCode, signal, notStarted, stderr } = shown;
  return { ...result, exitCode, signal, notStarted, stderr, stage: name, stages };
}

/** How each of the stages that ran in one line of the other host ended. They share their standard error. */
function endingsThere({ parts }: Stage, ending: StageResult): readonly StageResult[] {
  if (parts === undefined) return [ending];
  const text = ending.stderr.toString("latin1");
  const failed = new Map([...text.matchAll(STAGE_FAILED)].map(([, index, status]) => [Number(index), Number(status)]));
  const stderr = Buffer.from(text.replaceAll(STAGE_FAILED, ""), "latin1");
  const succeeded = ending.exitCode === null ? null : 0;
  return parts.map((name, index) => {
    const own = index === parts.length - 1 ? ending.exitCode : (failed.get(index) ?? succeeded);
    return { ...ending, name, exitCode: own, stderr };
  });
}

export function isFar(command: Command): boolean {
  return command.connection !== undefined;
}

/** The lines of the command on the other host, without the line that it begins with. */
export function listenerThere(listener: LineListener | undefined): LineListener | undefined {
  const heard = listener?.stderr;
  if (listener === undefined || heard === undefined) return listener;
  return { ...listener, stderr: (line) => (line.toString("latin1") === BEGUN ? undefined : heard(line)) };
}
