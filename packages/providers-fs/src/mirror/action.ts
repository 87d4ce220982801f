import {
  type ActionContext,
  type ActionHandler,
  type Capabilities,
  type CommandResult,
  type Diagnostic,
  failed,
  inHeldPlaces,
  notStartedText,
  type Outcome,
  type Probe,
  probeStores,
  type ReadIo,
  type RunRef,
  type Step,
  SUPPOSED,
  shownProbe,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { compareAndMend, type Verdict } from "../comparison/mend.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { LeftOut } from "../left-out/left-out.ts";
import { narrowedTo } from "../rsync/command.ts";
import { copyUnseen, touchedIn } from "../unseen/copy-unseen.ts";
import { baseOf, sinceOf } from "./base.ts";
import { cannotStore } from "./cannot-store.ts";
import { begun, finished, type MirrorSteps, mirrorSteps } from "./commands.ts";
import { copyTree, INCOMPLETE } from "./copying.ts";
import { mirrorFacts, sameMirror } from "./facts.ts";
import { claimIn, MIRROR_ACTION, type MirrorInput } from "./input.ts";
import { pointOf } from "./mark.ts";
import { changedSincePlan, changeOf, findBlocker } from "./readiness.ts";
import { notCreated } from "./refusal.ts";
import { separate } from "./separate.ts";
import { findMirror } from "./state.ts";

/** Makes a directory equal to a tree. */
export const mirrorAction: ActionHandler<MirrorInput> = {
  kind: MIRROR_ACTION,
  version: 3,
  schema: inputSchemas.actions["fs/mirror"],

  commands(input, run) {
    const {
      create,
      leaveOut,
      begin,
      probe,
      copy,
      listDiffering,
      copyByContent,
      separate,
      mend,
      cleanUp,
      flush,
      finish,
    } = mirrorSteps(input, run);
    return [
      ...(create === null ? [] : [create]),
      leaveOut,
      begin,
      ...(probe === null ? [] : shownProbe(probe)),
      copy,
      listDiffering,
      copyByContent,
      separate,
      mend,
      ...cleanUp,
      flush,
      finish,
    ];
  },

  async probe(input: MirrorInput, run: RunRef, io: ReadIo): Promise<Probe> {
    const found = await findMirror(input, claimIn(input, run), io);
    if ("refused" in found) {
      // A mount of the run ends with the run. An unfinished copy is made again when it is mounted again.
      const isGone = input.planned === null && found.refused.code === "fs-mirror-not-mounted";
      return isGone ? { state: "absent" } : { state: "foreign", diagnostic: found.refused };
    }
    if (found.missingBelow !== null || found.mark?.run !== run.id) return { state: "absent" };
    return { state: found.mark.complete ? "done" : "partial" };
  },

  async run(context) {
    const steps = mirrorSteps(context.input, context.run);
    try {
      const missing = await create(context, steps);
      if (missing !== null) return failed(missing);
      return await withPlaces(context, async (held) => {
        const leftOut = new LeftOut(held, steps.leaveOut);
        const unwritten = leftOut.whyDecayed() ?? (await leftOut.write());
        return unwritten === null ? await mirror(held, steps, leftOut) : failed(unwritten);
      });
    } finally {
      // If the removal fails, the next run removes it.
      for (const step of steps.cleanUp) await context.io.run(step);
    }
  },
};

/**
 * Source and mirror are the same directories from before the first check until after the last write: another disk at one of
 * their paths, even a mirror of the same volume, is not touched. A mount of this run is released under its readers, and is
 * checked by itself.
 */
function withPlaces(
  context: ActionContext<MirrorInput>,
  work: (held: ActionContext<MirrorInput>) => Promise<Outcome>,
): Promise<Outcome> {
  const { path, from, mounted } = context.input;
  return inHeldPlaces(context.io, mounted ? [path] : [path, from], (io) => work({ ...context, io }));
}

/** Why the directory of a new mirror could not be created; null: it exists. */
async function create({ input, run, io }: ActionContext<MirrorInput>, steps: MirrorSteps): Promise<Diagnostic | null> {
  if (steps.create === null) return null;
  const state = await findMirror(input, claimIn(input, run), io);
  if ("refused" in state) return state.refused;
  if (input.planned === null || !sameMirror(input.planned, mirrorFacts(state))) return changedSincePlan(input);
  const result = await io.run(steps.create);
  if (result.exitCode === 0) return null;
  return notCreated(input, result.notStarted === null ? reasonOf(result) : notStartedText(result.notStarted));
}

async function mirror(context: ActionContext<MirrorInput>, planned: MirrorSteps, leftOut: LeftOut): Promise<Outcome> {
  const { input, run } = context;
  if (input.stores !== null) await leftOut.leaveOutUnstored(input.stores, planned.listDiffering);
  const blocker = await findBlocker(context, leftOut);
  if (blocker !== null) return failed(blocker);
  const before = await findMirror(input, claimIn(input, run), context.io);
  if ("refused" in before) return failed(before.refused);
  const touched = await touchedIn(context, baseOf(before));
  const begin = begun(input, run, sinceOf(before, run), before.mark?.excludes);
  const unmarked = await put(context, begin, "The mirror is unchanged.");
  if (unmarked !== null) return failed(unmarked);
  const unwritten = await leftOut.copyMissing();
  if (unwritten !== null) return failed(unwritten);

  const { known, found } = await capabilitiesOf(context);
  const steps = narrowedSteps(planned, known);
  const reported = found === null ? [] : cannotStore(input, found);
  if (found !== null && (await leftOut.leaveOutUnstored(known, planned.listDiffering))) {
    const loss = await findBlocker(context, leftOut);
    if (loss !== null) return failed(loss, reported);
  }
  await separate(context, steps, leftOut.otherNames);
  const first = await copyTree(context, steps, leftOut);
  // FUSE keeps a name for a second after its entry was deleted: rsync then writes into a directory that does not exist.
  const isStale = leftOut.otherNames.length > 0 && first.ending.kind === "failed" && first.ending.isPartial;
  const { ending, moved } = isStale ? await copyTree(context, steps, leftOut) : first;
  const isPartial = ending.kind === "failed" && ending.isPartial;
  const copied = { context, steps, leftOut, stores: known, isPartial };
  const isBroken = ending.kind === "failed" && !ending.isPartial;
  const unseen = isBroken ? null : await copyUnseen(copied, baseOf(before), touched);
  const hidden = await leftOut.whyHidden();
  const vanished = ending.kind === "vanished" ? [ending.diagnostic] : [];
  const former = leftOut.whyOutdated();
  const warnings = [...reported, ...vanished, ...[hidden, former].filter((each) => each !== null)];

  // The copy counts only if source and mirror are unchanged. Checked first: an overflowed snapshot is the cause of all
  // errors of rsync in it.
  const changed = await changeOf(context, "after");
  if (changed !== null) return failed(changed, warnings);
  const failures = ending.kind === "failed" ? [ending.diagnostic] : [];
  const causes = [...failures, ...(await leftOut.whyIncomplete()), ...(unseen === null ? [] : [unseen])];
  const { fault, notes } = isBroken ? NOT_COMPARED : await compareAndMend(copied);
  const [cause, ...others] = [...causes, ...(fault === null ? [] : [fault])];
  if (cause !== undefined) return failed(cause, [...others, ...(isBroken ? reported : [...warnings, ...notes])]);
  warnings.push(...notes);
  const { mark, write } = finished(input, run, input.stores ?? found);
  const unfinished = (await put(context, steps.flush, INCOMPLETE)) ?? (await put(context, write, INCOMPLETE));
  if (unfinished !== null) return failed(unfinished, warnings);
  const { id, name } = pointOf(mark);
  return { status: "done", made: { id, name }, moved, warnings };
}

/** Much more differs than can be named. */
const NOT_COMPARED: Verdict = { fault: null, notes: [] };

function narrowedSteps(planned: MirrorSteps, stores: Capabilities): MirrorSteps {
  const { copy, copyByContent, separate, mend } = planned;
  return {
    ...planned,
    copy: narrowedTo(copy, stores),
    copyByContent: narrowedTo(copyByContent, stores),
    separate: narrowedTo(separate, stores),
    mend: narrowedTo(mend, stores),
  };
}

/** `found`: by this run. A mirror that cannot be probed is probed again by the next run. */
async function capabilitiesOf(context: ActionContext<MirrorInput>) {
  const { stores } = context.input;
  if (stores !== null) return { known: stores, found: null };
  const probed = await probeStores(context.input, context.run, context.io);
  if (probed === null) return { known: SUPPOSED, found: null };
  const state = await findMirror(context.input, claimIn(context.input, context.run), context.io);
  return {
    known: probed,
    found: "refused" in state ? null : { ...probed, on: state.on, user: state.user, root: context.input.root },
  };
}

/** Runs a step that writes to the disk of the mirror. */
async function put(context: ActionContext<MirrorInput>, step: Step, consequence: string): Promise<Diagnostic | null> {
  const result = await context.io.run(step);
  if (result.exitCode === 0) return null;
  const detail = `Writing to ${visible(context.input.path)} failed: ${visible(reasonOf(result))}. ${consequence} Check the free space of the disk and the log of the kernel.`;
  return FS.error("fs-mirror-not-written", detail);
}

function reasonOf(result: CommandResult): string {
  const said = result.stderr.toString("utf8").trim();
  return said === "" ? (result.notStarted ?? result.signal ?? `status ${result.exitCode}`) : said;
}
