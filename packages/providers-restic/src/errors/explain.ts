import {
  boundedText,
  type CommandResult,
  type Diagnostic,
  endText,
  NOT_MOUNTED,
  notStartedText,
  outOfTimeText,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { parseMessages } from "../answers/messages.ts";
import { RESTIC } from "../codes/index.ts";
import { type Cause, LOCKED, MESSAGE_CAUSES, PASSPHRASE_COMMAND, STATUS_CAUSES, STOPPED, UNKNOWN } from "./causes.ts";

/** Why a restic command failed. The detail has the repository, the cause, the message of restic, and the action. */
export function explain(access: Access, result: CommandResult): Diagnostic {
  const found = causeOf(result);
  // restic says the same when it cannot open the file.
  const cause = found === PASSPHRASE_COMMAND && access.passphrase?.kind !== "command" ? null : found;
  if (cause !== null) return repositoryError(access, cause, lastOutput(result));
  if (result.notStarted !== null) return notStarted(result.notStarted);
  return repositoryError(access, UNKNOWN, lastOutput(result) || `restic ended with ${endText(result)} and no message.`);
}

/** A locked repository is marked, so that the run can be repeated later. */
export function repositoryError({ name, location }: Access, { code, why, remedy }: Cause, said = ""): Diagnostic {
  const quote = said === "" ? "" : `restic reports: ${/[.!?\u2026]$/.test(said) ? said : `${said}.`}`;
  const about = `This is about the repository "${name}" at ${visible(location)}.`;
  const error = RESTIC.error(code, [about, why, quote, remedy].filter((part) => part !== "").join(" "));
  return code === LOCKED.code ? { ...error, locked: true } : error;
}

/** Null without a known cause. */
export function causeOf(result: CommandResult): Cause | null {
  const late = outOfTimeText(result);
  if (late !== null) return { ...STOPPED, why: `restic ${late}.` };
  if (result.stopped) return STOPPED;
  if (result.notStarted !== null) return null;
  const text = textIn(result);
  return STATUS_CAUSES.get(result.exitCode) ?? MESSAGE_CAUSES.find(([shape]) => shape.test(text))?.[1] ?? null;
}

function textIn({ stderr }: CommandResult): string {
  return parseMessages(stderr)
    .map((message) => (message.kind === "text" ? message.text : ""))
    .join("\n");
}

/** The last messages, as one safe line. */
function lastOutput(result: CommandResult): string {
  const lines = textIn(result)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const trace = lines.findIndex((line) => STACK_TRACE.test(line));
  return boundedText((trace < 1 ? lines : lines.slice(0, trace)).slice(-4).join("; "));
}

/**
 * A program in Go that crashes prints the reason, and then the calls of each goroutine. Of an error of its storage, restic
 * prints the calls without such a line.
 */
const STACK_TRACE = /^(goroutine \d+ |(github\.com|golang\.org)\/\S+$)/;

function notStarted(why: string): Diagnostic {
  if (why === NOT_MOUNTED) {
    const detail = "The snapshot was unmounted before restic started, so restic was not started. Apply again.";
    return RESTIC.error("restic-source-not-mounted", detail);
  }
  if (why === "ENOENT") {
    const detail =
      "The command `restic` was not found. Install restic 0.14 or later. On Debian:\napt-get install restic";
    return RESTIC.error("restic-not-installed", detail);
  }
  const detail = `The system refused to start \`restic\`: ${boundedText(notStartedText(why))}. Check the permissions of the passphrase file and of restic, and the free memory.`;
  return RESTIC.error("restic-not-started", detail);
}
