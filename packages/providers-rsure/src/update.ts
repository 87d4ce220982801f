import {
  type ActionContext,
  type ActionHandler,
  type CommandResult,
  type Diagnostic,
  type FileCount,
  type Moved,
  type Outcome,
  visible,
} from "@rdump/core/provider";
import { RSURE } from "./codes.ts";
import { type Surefile, updateCommand } from "./command.ts";
import { inputSchemas } from "./inputs.generated.ts";
import { noticesIn } from "./notices.ts";
import { parseObject, probeRevision, whyNot } from "./revisions.ts";

/** rsure's own exit status for "done, but some of the tree could not be read". */
const SOME_UNREAD = 3;

/** Updates the surefile of a volume with a revision that has the time of the run. */
export const updateHandler: ActionHandler<Surefile> = {
  kind: "rsure/update",
  version: 2,
  schema: inputSchemas.actions["rsure/update"],
  commands: (input, run) => [updateCommand(input, run)],

  probe: probeRevision,

  async run(context) {
    const { input, run, io } = context;
    const before = await context.verifyTree("before");
    if (before !== null) return { status: "failed", diagnostic: before, warnings: [] };
    const result = await io.run(updateCommand(input, run), { stderr: (line) => hear(context, line) });
    const after = await context.verifyTree("after");
    if (after !== null) return { status: "failed", diagnostic: after, warnings: [] };
    const count = countIn(result.stdout);
    const unwritten = count === null ? null : await context.counted(count);
    if (unwritten !== null) return { status: "failed", diagnostic: unwritten, warnings: [] };
    return outcomeOf(result, input);
  },
};

function hear({ progress }: ActionContext<Surefile>, line: Buffer): void {
  const { type, files, bytes } = parseObject(line.toString("utf8"));
  if (type === "progress" && typeof files === "number" && typeof bytes === "number") progress({ files, bytes });
}

function outcomeOf(result: CommandResult, input: Surefile): Outcome {
  const notices = noticesIn(result.stdout, input.volume);
  if (result.exitCode === 0 || result.exitCode === SOME_UNREAD) {
    const { moved, problems } = summaryIn(result.stdout);
    const unread = result.exitCode === SOME_UNREAD ? [unreadFiles(input, problems)] : [];
    return { status: "done", made: null, moved, warnings: [...notices, ...unread] };
  }
  const why = whyNot(result);
  // A place that cannot be written to is no reason to go without a backup, nor to call the run a failure each night.
  if (/\b(EROFS|ENOSPC|EDQUOT)\b|read-only file system|no space left/i.test(why)) {
    return { status: "done", made: null, moved: {}, warnings: [...notices, notWritten(input, why, "warning")] };
  }
  return { status: "failed", diagnostic: notWritten(input, why, "error"), warnings: notices };
}

/** What rsure read, and what it could not read: its JSON lines on standard output. */
function summaryIn(stdout: Buffer): { readonly moved: Moved; readonly problems: readonly string[] } {
  let moved: Moved = {};
  const problems: string[] = [];
  for (const line of stdout.toString("utf8").split("\n")) {
    const entry = parseObject(line);
    if (entry.type === "problem" && typeof entry.path === "string") problems.push(entry.path);
    if (entry.type === "summary" && typeof entry.files === "number" && typeof entry.bytes === "number") {
      moved = { files: entry.files, bytes: entry.bytes };
    }
  }
  return { moved, problems };
}

/**
 * How many files the tree has, against the revision before; null when rsure recorded none. A surefile that is not
 * trusted has no revision before: what it says of the files of then is unknown, and no loss.
 */
function countIn(stdout: Buffer): FileCount | null {
  const summary = stdout
    .toString("utf8")
    .split("\n")
    .map(parseObject)
    .find(({ type }) => type === "summary");
  if (summary === undefined || !isCount(summary.files)) return null;
  const { files, gone, changed, revision } =
    typeof summary.before === "object" && summary.before !== null ? (summary.before as Before) : {};
  return isCount(files) && isCount(gone) && isCount(changed) && typeof revision === "string"
    ? { had: files, gone, has: summary.files, compared: { since: revision, changed } }
    : { had: null, gone: 0, has: summary.files };
}

type Before = { readonly [key in "files" | "gone" | "changed" | "revision"]?: unknown };

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function unreadFiles({ volume }: Surefile, problems: readonly string[]): Diagnostic {
  const some = problems.slice(0, 3).map(visible).join(", ");
  const more = problems.length > 3 ? ` and ${problems.length - 3} more` : "";
  const detail = `These files could not be read, so a restore of them cannot be proven: ${some}${more}.`;
  return RSURE.warning("rsure-unread", detail, { address: volume });
}

function notWritten({ volume, file }: Surefile, why: string, severity: "warning" | "error"): Diagnostic {
  const detail = `${visible(file)}: ${why}. The backup is made without it, so a restore of this point cannot be proven. If the source can never be written, declare integrity: false.`;
  return RSURE[severity]("rsure-not-written", detail, { address: volume });
}
