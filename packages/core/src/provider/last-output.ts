import { visible } from "../diagnostics/visible.ts";
import { type CommandResult, NO_DIRECTORY, NOT_CLOSED, NOT_MOUNTED, REPLACED, UNREACHABLE } from "../io/capability.ts";
import { LINK_REFUSED } from "../io/untrusted.ts";
import { durationText } from "../model/duration.ts";

/** The end of a sentence about a command that exceeded its time limit; null for another ending. */
export function outOfTimeText({ outOfTime }: Pick<CommandResult, "outOfTime">): string | null {
  return outOfTime === undefined ? null : `did not end within ${durationText(outOfTime)} (limits.time) and was ended`;
}

/**
 * The last message of a command, safe to show. Warnings about descriptors come before it. Of a pipeline: of the stage that
 * failed, with its name.
 */
export function lastOutput(result: CommandResult): string {
  const { stage } = result;
  const text = outputText(result);
  return stage === undefined ? text : `${stage}: ${text}`;
}

function outputText(result: CommandResult): string {
  const { stderr, notStarted, signal, exitCode, stalled } = result;
  if (stalled !== undefined) return `it moved nothing for ${durationText(stalled * 1000)} (limits.stall) and was ended`;
  const late = outOfTimeText(result);
  if (late !== null) return `it ${late}`;
  if (notStarted === UNREACHABLE) return `the host is unreachable: ${lastLine(stderr) ?? "ssh failed"}`;
  if (notStarted !== null) return `it could not be started: ${notStartedText(notStarted)}`;
  const line = lastLine(stderr);
  const how = signal === null ? `exit status ${exitCode}` : signal;
  return line === null ? how : `${line} (${how})`;
}

/** How a command ended, as `ended with ...`. */
export function endText({ exitCode, signal }: Pick<CommandResult, "exitCode" | "signal">): string {
  return signal === null ? `exit status ${exitCode}` : `signal ${signal}`;
}

const MOST_SAID = 1000;

/** The last messages of a program, safe to show and of bounded length. */
export function boundedText(said: string): string {
  const safe = visible(said);
  return safe.length <= MOST_SAID ? safe : `${safe.slice(0, MOST_SAID)}…`;
}

const MOST_SHOWN = 8;

/** The first messages of a tool, which can have one for each file. */
export class FirstMessages {
  readonly #first: string[] = [];
  count = 0;

  /** `text`: safe to show, and of bounded length. */
  add(text: string): void {
    this.count++;
    if (this.#first.length < MOST_SHOWN) this.#first.push(text);
  }

  get text(): string {
    const more = this.count - this.#first.length;
    return `${this.#first.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
  }
}

/** The first of `count` names, a line for each, and how many more there are. `shown`: safe to show. */
export function nameLines(shown: readonly string[], count: number): string {
  const more = count - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `\n  ${line}`).join("");
}

function lastLine(stderr: Buffer): string | null {
  const line = stderr
    .toString("utf8")
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "" && !each.startsWith("WARNING:"))
    .at(-1);
  return line === undefined ? null : visible(line.slice(0, 500).replace(/\.$/, ""));
}

/** Why a command was not started, as the end of a sentence. */
export function notStartedText(notStarted: string): string {
  switch (notStarted) {
    case NOT_MOUNTED:
      return "no file system is mounted at its working directory";
    case NO_DIRECTORY:
      return "its working directory does not exist or cannot be entered";
    case NOT_CLOSED:
      return "another user can write to its working directory";
    case REPLACED:
      return "another directory or disk is in the place of one of its directories now";
    case LINK_REFUSED:
      return "its working directory is reached through a symbolic link that another user can replace";
    default:
      return notStarted;
  }
}
