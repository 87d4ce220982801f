import type { ActionContext, Capabilities, Diagnostic } from "@rdump/core/provider";
import type { LeftOut } from "../left-out/left-out.ts";
import { copyOf, type MirrorSteps } from "../mirror/commands.ts";
import { INCOMPLETE } from "../mirror/copying.ts";
import type { MirrorInput } from "../mirror/input.ts";
import { compareCommand, revisionCommand } from "../rsync/command.ts";
import { endingOf } from "../rsync/ending.ts";
import { changeTimesCommand, hasChanged, listOfPaths, parseChangeTimes, timeOf } from "./changed.ts";
import { type Difference, parseDifferences } from "./differences.ts";
import { findLinkedCommand, type MergedLinks, mergedLinks } from "./merged-links.ts";
import { differencesFromRevision, hasLinkedOthers } from "./revision.ts";

export interface CopiedTree {
  readonly context: ActionContext<MirrorInput>;
  readonly steps: MirrorSteps;
  readonly leftOut: LeftOut;
  readonly stores: Capabilities;
  /** The copy reported entries that it could not copy: they differ, and are named. */
  readonly isPartial: boolean;
}

export interface Compared {
  /** Why the comparison says nothing; null: it was made. */
  readonly problem: Diagnostic | null;
  /** What the copy did not carry. */
  readonly faults: readonly Difference[];
  /** What changed in a live source after it was copied. */
  readonly changed: readonly Difference[];
  /** Names of one link, FIFO, socket or device that are several in the source. */
  readonly merged: readonly string[];
  /** More differs than was read. */
  readonly isCut: boolean;
}

/** In bytes. A user decides how many files differ, and each line needs the tenfold memory here. */
const MOST_LISTED = 4 * 1024 * 1024;

/**
 * Compares source and mirror by metadata. With the integrity data of this run, one walk of the mirror is enough if nothing
 * differs from the revision. Else a dry run of rsync finds what differs from the source as it is now.
 */
export async function compareTrees(copied: CopiedTree): Promise<Compared> {
  const { context, steps, isPartial } = copied;
  const recorded = await compareWithRevision(copied);
  // The attributes that rsync could not set are in no revision.
  if (recorded?.isWhole === true && recorded.differences.length === 0 && !isPartial) return NOTHING;
  const now = await compareByDryRun(copied);
  if (recorded === null || now.problem !== null) return now;
  const isLater = context.input.live
    ? await whichChanged(context, steps, recorded.differences.slice(0, MOST_ASKED), secondsOf(context.run.time))
    : new Set<Difference>();
  return {
    ...now,
    faults: joined(
      now.faults,
      recorded.differences.filter((each) => !isLater.has(each)),
    ),
    changed: without(joined(now.changed, [...isLater]), now.faults),
  };
}

const NOTHING: Compared = { problem: null, faults: [], changed: [], merged: [], isCut: false };

/** The differences by path; what the first has about a path counts. */
function joined(first: readonly Difference[], second: readonly Difference[]): readonly Difference[] {
  return [...first, ...without(second, first)];
}

/** A user decides how many there are, so each path is looked up once. */
function without(differences: readonly Difference[], others: readonly Difference[]): readonly Difference[] {
  const paths = new Set(others.map(({ path }) => path));
  return differences.filter(({ path }) => !paths.has(path));
}

interface Recorded {
  readonly differences: readonly Difference[];
  /** The mirror has no names of one file that a revision does not record. */
  readonly isWhole: boolean;
}

/** Null: this run wrote no revision, or the comparison was not made to its end. */
async function compareWithRevision(copied: CopiedTree): Promise<Recorded | null> {
  const { context, leftOut, stores } = copied;
  const { input, run, io } = context;
  if (input.comparison == null) return null;
  const command = revisionCommand(copyOf(input, run), input.comparison, run.stamp, stores);
  const { stdout, overflow } = await io.query(command, { maxOutput: MOST_LISTED });
  if (overflow) return null;
  const differences = differencesFromRevision(stdout, { input, stores, notCompared: leftOut.notCompared });
  return differences === null ? null : { differences, isWhole: !hasLinkedOthers(stdout) };
}

function secondsOf(time: string): string {
  return String(Math.floor(Date.parse(time) / 1000));
}

/** With a dry run of the options of the copy. */
async function compareByDryRun(copied: CopiedTree): Promise<Compared> {
  const { context, steps, stores, isPartial } = copied;
  const { input, run, io } = context;
  const result = await io.query(compareCommand(copyOf(input, run), stores), { maxOutput: MOST_LISTED });
  const { overflow, ...whole } = result;
  const ending = endingOf(
    { ...whole, overflow: false },
    { live: input.live, source: input.from, consequence: INCOMPLETE },
  );
  // What rsync prints before it is ended for printing too much is enough to say that much differs.
  const isKnown = ending.kind === "failed" && ending.isPartial && isPartial;
  if (ending.kind === "failed" && !isKnown && !overflow) return { ...NOTHING, problem: ending.diagnostic };
  const merged = await findMergedLinks(copied);
  const differences = joined(parseDifferences(result.stdout.toString("latin1")), merged.differences);
  const cut = { problem: null, merged: merged.others, isCut: overflow };
  if (!input.live || differences.length === 0) return { ...cut, faults: differences, changed: [] };
  const isChanged = await whichChanged(context, steps, differences.slice(0, MOST_ASKED));
  return {
    ...cut,
    faults: differences.filter((each) => !isChanged.has(each)),
    changed: differences.filter((each) => isChanged.has(each)),
  };
}

/** In bytes. Beyond it, the names are not compared. */
const MOST_LINKED = 64 * 1024 * 1024;

const NONE_MERGED: MergedLinks = { differences: [], others: [] };

async function findMergedLinks({ context, leftOut, stores }: CopiedTree): Promise<MergedLinks> {
  const { input, run, io } = context;
  if (!stores.hardLinks) return NONE_MERGED;
  const { from, mounted, root, to } = copyOf(input, run);
  const mirror = await io.query(findLinkedCommand({ cwd: to, mounted: false, root }), { maxOutput: MOST_LINKED });
  if (mirror.overflow || mirror.stdout.length === 0) return NONE_MERGED;
  const source = await io.query(findLinkedCommand({ cwd: from, mounted, root }), { maxOutput: MOST_LINKED });
  return source.overflow ? NONE_MERGED : mergedLinks(source.stdout, mirror.stdout, leftOut.mountPoints);
}

/** The journal gets the list of these paths. */
const MOST_ASKED = 20_000;

/** `since`: seconds since the epoch; null: the start of rsync. */
async function whichChanged(
  { input, run, io }: ActionContext<MirrorInput>,
  steps: MirrorSteps,
  differences: readonly Difference[],
  since: string | null = null,
): Promise<ReadonlySet<Difference>> {
  // rdump writes the rules right before rsync starts.
  const { from, mounted, root, leftOut } = copyOf(input, run);
  const written = await io.run({ ...steps.listDiffering, content: listOfPaths(leftOut, differences) });
  if (written.exitCode !== 0) return new Set();
  const command = changeTimesCommand(steps.listDiffering.path, { cwd: from, mounted, root });
  const times = parseChangeTimes((await io.query(command)).stdout);
  const reference = since ?? timeOf(leftOut, times);
  return new Set(differences.filter((each) => hasChanged(each, times, reference)));
}
