import {
  type ActionContext,
  type ActionHandler,
  type CommandResult,
  type Diagnostic,
  type Outcome,
  visible,
} from "@rdump/core/provider";
import { RSURE } from "./codes.ts";
import { type Surefile, updateCommand } from "./command.ts";
import { inputSchemas } from "./inputs.generated.ts";
import { noticesOf, pathsText } from "./notices.ts";
import { type Paths, Report } from "./report.ts";
import { parseObject, probeRevision, revisionsIn, whyNot } from "./revisions.ts";

/** The exit status of rsure for "done, but a part of the tree could not be read". */
const SOME_UNREAD = 3;

/** Done, and files decayed. */
const DECAYED = 1;

/** Updates the surefile of a volume with a revision that has the time of the run. */
export const updateHandler: ActionHandler<Surefile> = {
  kind: "rsure/update",
  version: 2,
  schema: inputSchemas.actions["rsure/update"],
  commands: (input, run) => [updateCommand(input, run)],

  probe: probeRevision,
  // The revision of a run exists only after its update, and each start of rsure takes as long as the scan of 500 files.
  probesItself: true,

  async run(context) {
    const { input, run, io } = context;
    const before = await context.verifyTree("before");
    if (before !== null) return { status: "failed", diagnostic: before, warnings: [] };
    const report = new Report(context.decayedPaths?.().acceptedUntil ?? null);
    const listener = { stdout: report.hear, stderr: (line: Buffer) => hear(context, line) };
    const result = await io.run(updateCommand(input, run), listener);
    const after = await context.verifyTree("after");
    if (after !== null) return { status: "failed", diagnostic: after, warnings: [] };
    const count = report.fileCount(input.since);
    const unwritten = count === null ? null : await context.counted(count);
    const decayed = report.decayed({ isLive: input.live, isPartial: !isWritten(result) });
    // Also of a scan that failed: copies that follow keep the good content of these files.
    const unsaid =
      isWritten(result) || decayed.count + (decayed.accepted ?? 0) > 0 ? await context.decayed?.(decayed) : null;
    const unrecorded = unwritten ?? unsaid ?? null;
    if (unrecorded !== null) return { status: "failed", diagnostic: unrecorded, warnings: [] };
    const outcome = outcomeOf(result, report, input);
    return outcome.status === "failed" ? { ...outcome, ...(await whyUnreadable(context)) } : outcome;
  },
};

/** The diagnostic of a surefile that cannot be read says what to do with it. */
async function whyUnreadable({ input, io }: ActionContext<Surefile>): Promise<{ readonly diagnostic?: Diagnostic }> {
  const found = await revisionsIn(input.rsure, input, io, input.root);
  return found.state === "unreadable" ? { diagnostic: { ...found.diagnostic, address: input.volume } } : {};
}

function isWritten({ exitCode }: CommandResult): boolean {
  return exitCode === 0 || exitCode === DECAYED || exitCode === SOME_UNREAD;
}

function hear({ progress }: ActionContext<Surefile>, line: Buffer): void {
  const { type, files, bytes } = parseObject(line.toString("utf8"));
  if (type === "progress" && typeof files === "number" && typeof bytes === "number") progress({ files, bytes });
}

function outcomeOf(result: CommandResult, report: Report, input: Surefile): Outcome {
  const notices = noticesOf(report, input.volume);
  if (isWritten(result)) {
    const unread = result.exitCode === SOME_UNREAD ? [unreadFiles(input, report.problems)] : [];
    const doubtful = report.doubtful.count === 0 ? [] : [doubtfulFiles(input, report.doubtful)];
    return { status: "done", made: null, moved: report.moved, warnings: [...notices, ...unread, ...doubtful] };
  }
  const why = whyNot(result);
  // A read-only place does not prevent a backup, and does not fail each run.
  if (/\b(EROFS|ENOSPC|EDQUOT)\b|read-only file system|no space left/i.test(why)) {
    return { status: "done", made: null, moved: {}, warnings: [...notices, notWritten(input, why, "warning")] };
  }
  return { status: "failed", diagnostic: notWritten(input, why, "error"), warnings: notices };
}

function unreadFiles({ volume }: Surefile, unread: Paths): Diagnostic {
  const detail = `These files could not be read, so a restore of them cannot be proven: ${pathsText(unread)}.`;
  return RSURE.warning("rsure-unread", detail, { address: volume });
}

function doubtfulFiles({ volume }: Surefile, doubtful: Paths): Diagnostic {
  const detail = `The content of these files changed, but inode, size, mtime and ctime did not: ${pathsText(doubtful)}. Their ctime is in the second of the previous integrity data, so they can have been written in that second.`;
  return RSURE.warning("rsure-doubtful", detail, { address: volume });
}

function notWritten({ volume, file }: Surefile, why: string, severity: "warning" | "error"): Diagnostic {
  const detail = `${visible(file)}: ${why}. The backup is made without new integrity data, so a restore of this point cannot be proven. If the source can never be written, declare integrity: false.`;
  return RSURE[severity]("rsure-not-written", detail, { address: volume });
}
