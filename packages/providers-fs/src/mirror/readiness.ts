import { type ActionContext, type Diagnostic, type ReadIo, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { LeftOut } from "../left-out/left-out.ts";
import { countCommand } from "../rsync/command.ts";
import { parseDeletions } from "../rsync/deletions.ts";
import { endingOf } from "../rsync/ending.ts";
import { copyOf } from "./commands.ts";
import { mirrorFacts, sameMirror } from "./facts.ts";
import { guardAgainstLoss } from "./guard.ts";
import { claimIn, type MirrorInput } from "./input.ts";
import { findMirror, type MirrorState } from "./state.ts";

type Context = ActionContext<MirrorInput>;

/** Why the copy may not begin; null if it may. It changes nothing. */
export async function findBlocker(context: Context, leftOut: LeftOut): Promise<Diagnostic | null> {
  const state = await findPlanned(context);
  if ("refused" in state) return state.refused;
  const blocker = (await context.verifyTree("before")) ?? (await missingSurefile(context.input, context.io));
  if (blocker !== null) return blocker;
  // A free directory has no files to lose.
  const loss = state.mark === null && !state.hasFiles ? null : await expectedLoss(context, leftOut);
  // Counting may take long, and the reader that deletes starts only now. What happened to the source explains what the
  // the count found in it, so it is reported first.
  return (await changeOf(context, "before")) ?? loss;
}

/** Changes of source or mirror since the plan was made. */
export async function changeOf(context: Context, when: "before" | "after"): Promise<Diagnostic | null> {
  const changed = await context.verifyTree(when);
  if (changed !== null) return changed;
  const mirror = await findPlanned(context);
  return "refused" in mirror ? mirror.refused : null;
}

/** The mirror, if it is still the planned one. */
async function findPlanned({ input, run, io }: Context): Promise<MirrorState | { readonly refused: Diagnostic }> {
  const state = await findMirror(input, claimIn(input, run), io);
  if ("refused" in state || input.planned === null || sameMirror(input.planned, mirrorFacts(state))) return state;
  return { refused: changedSincePlan(input) };
}

export function changedSincePlan({ path }: Pick<MirrorInput, "path">): Diagnostic {
  const detail = `${visible(path)} is on another device, or is another directory, than when the plan was made. Nothing more was done there. Look at what is mounted, and plan again.`;
  return FS.error("fs-mirror-changed", detail);
}

/** A tree that should hold integrity data and does not may be another tree, or an emptied one. */
async function missingSurefile(input: MirrorInput, io: ReadIo): Promise<Diagnostic | null> {
  if (input.surefile === null) return null;
  const path = `${input.from === "/" ? "" : input.from}/${input.surefile}`;
  const facts = await io.lstat(path).catch(() => null);
  if (facts !== null) return null;
  const detail = `${visible(path)} is missing or unreachable. Every tree of this volume has this file, so the directory may contain another tree, or may have been emptied. ${UNTOUCHED} Look at what is mounted there.`;
  return FS.error("fs-surefile-missing", detail);
}

async function expectedLoss({ input, run, io }: Context, leftOut: LeftOut): Promise<Diagnostic | null> {
  // The paths of very many deletions are more than a query may print: then only their number is asked for.
  const count = async () => {
    const named = await io.query(countCommand(copyOf(input, run), true));
    return named.overflow ? io.query(countCommand(copyOf(input, run), false)) : named;
  };
  const first = await count();
  const result = (await leftOut.learn(first)) ? await count() : first;
  const ending = endingOf(result, { live: input.live, source: input.from, consequence: UNTOUCHED });
  // rsync counts all deletions if only the mirror refuses entries, and the copy names these.
  if (ending.kind === "failed" && !(ending.isPartial && isOfMirror(result.stderr))) return ending.diagnostic;
  const counted = parseDeletions(result.stdout.toString("latin1"));
  if (counted !== null) return guardAgainstLoss(input, counted);
  const detail = `The dry run of rsync did not report how many files rsync would delete. ${UNTOUCHED} rsync 3.1 or newer is required.`;
  return FS.error("fs-rsync-not-understood", detail);
}

/** Whether all errors come from the processes of rsync that work in the mirror; rsync 3.2 and newer say so. */
function isOfMirror(stderr: Buffer): boolean {
  const errors = stderr.toString("latin1").match(/^rsync: .*/gm) ?? [];
  return errors.length > 0 && errors.every((line) => /^rsync: \[(generator|receiver)\] /.test(line));
}

const UNTOUCHED = "Nothing was copied or deleted.";
