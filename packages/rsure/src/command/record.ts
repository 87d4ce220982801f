import { type Presence, presenceOf } from "../compare/presence.ts";
import { SureError } from "../errors.ts";
import type { Revision } from "../format/header.ts";
import type { HashThread } from "../scan/thread.ts";
import type { Progress } from "../scan/tree.ts";
import { type NoReuse, record } from "../store/record.ts";
import { openSurefile } from "../store/surefile.ts";
import type { Turnover } from "../weave/turnover.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./exit.ts";
import type { CommandIo } from "./io.ts";
import { DecayReport, ProblemReport, reportDecayEnd, reportLeftOut, reportNotices, reportTooLarge } from "./notices.ts";
import { LineOutput } from "./output.ts";
import { problemCount } from "./problems.ts";
import { progressView } from "./progress.ts";
import { surefileAt } from "./surefile.ts";

const WHY: { readonly [why in NoReuse]: string } = {
  "no-surefile": "no revision exists yet",
  "no-moment": "the last revision does not say when its scan began",
  "file-system": "this file system has no stable ctime and inode numbers",
};

/** `scan` and `update`. */
export async function recordCommand(args: Arguments, io: CommandIo, started: readonly HashThread[]): Promise<Outcome> {
  const output = new LineOutput(io.stdout);
  const errors = new LineOutput(io.stderr);
  const view = progressView(io, args.progress);
  const problems = new ProblemReport(args, io);
  const decays = new DecayReport(args, io);
  let done: Progress = { files: 0, bytes: 0 };
  let merged: Merged | null = null;
  let revision: Revision;
  try {
    revision = await record({
      place: surefileAt(args.file),
      root: args.directory,
      reuse: args.command === "update",
      tags: args.tags,
      asOf: args.asOf,
      run: args.run,
      digests: args.digests,
      xattrs: args.xattrs,
      largest: args.largest,
      scrub: args.scrub,
      threads: args.threads,
      worker: io.worker,
      started,
      signal: io.signal,
      onProblem: problems.note,
      onDecay: decays.note,
      onDecayEnd: reportDecayEnd(args, io),
      onProgress(progress) {
        done = progress;
        view.update(progress);
      },
      onMerged(turnover, base, { revisions }) {
        merged = { turnover, base, from: revisions.findLast(({ name }) => name === args.since) ?? base };
      },
      onNotice: reportNotices(args, io),
      onLeftOut: reportLeftOut(args, io),
      onTooLarge: reportTooLarge(args, io),
      onNoReuse(why) {
        if (!args.json) io.stderr.write(`rsure: every file is hashed: ${WHY[why]}\n`);
      },
    });
  } finally {
    view.end();
  }
  if (args.json) {
    const { name, number, tags, time } = revision;
    const before = merged === null ? null : await filesBefore(args, io, revision, { done, merged });
    await output.line(
      JSON.stringify({
        type: "summary",
        revision: { number, name, tags, time },
        ...done,
        before,
        problems: problems.count,
      }),
    );
  } else if (problems.count > 0) await errors.line(problemCount(problems.count));
  await output.flush();
  await errors.flush();
  return { differences: decays.count, problems: problems.count };
}

/** The summary says this about the revision that was compared. */
interface Before extends Presence {
  readonly revision: string;
}

/** The revision that was extended, and how its files and the new ones differ by name. */
interface Merged {
  readonly turnover: Turnover;
  readonly base: Revision;
  /** The revision whose files are looked for. */
  readonly from: Revision;
}

/** Up to this part of all files is counted by name only, without a further read. */
const FEW = 0.001;

/**
 * How many files an older revision had, and how many of them are gone. The older revision is the one before, or the one that
 * `--since` names. Where more than a few names are gone, the files are looked for by their content. The new revision is on
 * the disk already: if the surefile cannot be read again, the names decide.
 */
async function filesBefore(
  args: Arguments,
  io: CommandIo,
  revision: Revision,
  { done, merged }: { readonly done: Progress; readonly merged: Merged },
): Promise<Before> {
  const { turnover, base, from } = merged;
  const gone = turnover.gone + turnover.emptied;
  const files = done.files - turnover.added + turnover.gone;
  const byName = { revision: base.name, files, gone, changed: turnover.changed };
  if (from === base && gone <= files * FEW) return byName;
  try {
    return await filesByContent(args, io, from, revision);
  } catch (error) {
    if (error instanceof SureError) return byName;
    throw error;
  }
}

async function filesByContent(
  { file }: Arguments,
  { signal }: CommandIo,
  from: Revision,
  revision: Revision,
): Promise<Before> {
  const surefile = await openSurefile(surefileAt(file), undefined, signal);
  try {
    return { revision: from.name, ...(await presenceOf(surefile, from, revision)) };
  } finally {
    await surefile.close();
  }
}
