import {
  boundedText,
  type CommandResult,
  type Diagnostic,
  endText,
  NOT_MOUNTED,
  notStartedText,
  outOfTimeText,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { type LogEntry, parseLog } from "../answers/log.ts";
import { BORG } from "../codes/index.ts";
import { refusedCache } from "../discovery/cache.ts";
import {
  CACHE,
  CAUSES,
  type Cause,
  QUALIFIED_CAUSES,
  RELOCATED,
  STOPPED,
  SYSTEM_CAUSES,
  UNKNOWN,
  UNKNOWN_UNENCRYPTED,
} from "./causes.ts";

const LATE = "If the time was too short, find the cause of the slow run, or raise `limits.time` in the config.";
/** Messages of borg about a damaged cache. In other places these messages have another meaning. */
const CACHE_IDS: ReadonlySet<string> = new Set(["FileIntegrityError", "Exception", ""]);

/** Why a borg command failed. The detail has the repository, the cause, the message of borg, and the action. */
export function explain(access: Access, result: CommandResult): Diagnostic {
  const cause = causeOf(result);
  if (cause !== null) return repositoryError(access, cause, lastOutput(result));
  if (result.notStarted !== null) return notStarted(result.notStarted);
  return repositoryError(
    access,
    UNKNOWN,
    lastOutput(result) || `borg ended with ${endText(result)} and reported nothing.`,
  );
}

export function repositoryError(access: Access, { code, why, remedy }: Cause, said = "", more = ""): Diagnostic {
  const about = `This is about the repository "${access.name}" at ${access.location}.`;
  const quote = said === "" ? "" : `borg reports: ${sentence(boundedText(said))}`;
  const detail = [about, why, more, quote, remedy].filter((part) => part !== "").join(" ");
  return BORG.error(code, detail);
}

function sentence(text: string): string {
  return /[.!?\u2026]$/.test(text) ? text : `${text}.`;
}

/** Null without a known cause. */
export function causeOf(result: CommandResult): Cause | null {
  const late = outOfTimeText(result);
  if (late !== null) return { ...STOPPED, why: `borg ${late}.`, remedy: `${LATE} ${STOPPED.remedy}` };
  if (result.stopped) return STOPPED;
  if (result.notStarted !== null) return null;
  const entries = parseLog(result.stderr);
  for (const entry of entries) {
    if (entry.kind === "question" && entry.id === "BORG_RELOCATED_REPO_ACCESS_IS_OK") return RELOCATED;
    if (entry.kind === "question" && entry.id.startsWith("BORG_UNKNOWN_UNENCRYPTED")) return UNKNOWN_UNENCRYPTED;
  }
  for (const { id, text } of errorsOf(entries)) {
    const own = CACHE_IDS.has(id) && refusedCache(entries) !== null ? CACHE : undefined;
    const known = systemCause(id, text) ?? QUALIFIED_CAUSES[id] ?? own ?? CAUSES[id.split(".").at(-1) ?? ""];
    if (known !== undefined) return known;
  }
  return null;
}

/** The location has files, and no repository that was ever used. */
export function isNoRepository(result: CommandResult): boolean {
  const ids = errorsOf(parseLog(result.stderr)).map(({ id }) => id.split(".").at(-1));
  return ids.includes("InvalidRepository") || ids.includes("NoManifestError");
}

/** The error of the system, if borg has no specific message. */
function systemCause(id: string, text: string): Cause | undefined {
  const plain = ["", "Exception", "LockFailed", "LockError", "OSError", "PermissionError"].includes(id);
  const number = plain
    ? text
        .match(/\[Errno (\d+)\]/g)
        ?.at(-1)
        ?.slice(7, -1)
    : undefined;
  return number === undefined ? undefined : SYSTEM_CAUSES[number];
}

interface Message {
  readonly id: string;
  readonly text: string;
}

function errorsOf(entries: readonly LogEntry[]): readonly Message[] {
  return entries.filter((entry) => entry.kind === "message").filter((entry) => entry.level === "error");
}

/** The last messages of borg without a traceback, and messages of the remote host. */
function lastOutput(result: CommandResult): string {
  const messages = parseLog(result.stderr).filter((entry) => entry.kind === "message");
  const remote = messages.filter(({ text }) => text.startsWith("Remote: ")).map(({ text }) => text);
  const errors = errorsOf(messages).filter(({ id, text }) => id !== "" || !text.startsWith("Remote: "));
  const own = errors.map(({ text }) => (text.startsWith("Traceback") ? tracebackEnd(text) : text)).slice(-2);
  return [...remote.slice(-3), ...own].map((text) => text.trim()).join(" ");
}

/** The line of a traceback with the error: the last one before the notes of borg about the system. */
function tracebackEnd(text: string): string {
  const lines = text.split("\n\nPlatform:")[0]?.trimEnd().split("\n") ?? [];
  return lines.at(-1) ?? "";
}

function notStarted(why: string): Diagnostic {
  if (why === NOT_MOUNTED) {
    const detail = "The snapshot was unmounted before borg started, so borg was not started. Apply again.";
    return BORG.error("borg-tree-not-mounted", detail);
  }
  if (why === "ENOENT") {
    const detail = "The command `borg` was not found. Install borg 1.2 or 1.4. On Debian:\napt-get install borgbackup";
    return BORG.error("borg-not-installed", detail);
  }
  const detail = `The system refused to start \`borg\`: ${boundedText(notStartedText(why))}. Check that the passphrase file can be read, that borg can be executed, and that enough memory is free.`;
  return BORG.error("borg-not-started", detail);
}
