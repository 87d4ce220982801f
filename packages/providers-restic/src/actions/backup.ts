import {
  type ActionContext,
  type ActionHandler,
  addressOf,
  type CommandResult,
  type Diagnostic,
  Failure,
  type FileWrite,
  failed,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  type Mark,
  machineRecordDigest,
  type Outcome,
  type ReadIo,
  type RunRef,
  type Unconfirmed,
} from "@rdump/core/provider";
import { RESTIC } from "../codes/index.ts";
import { backupCommand, markCommand, type SnapshotSource, type Tagged } from "../commands.ts";
import { look, type RepositoryView } from "../discovery/look.ts";
import { explain } from "../errors/explain.ts";
import { comparisonCommands, isReplaceable, whyForeign } from "../foreign/compare.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { removeLeftOut, writeLeftOut } from "../left-out/leave-out.ts";
import { parseMark } from "../naming/mark.ts";
import { pointOf, sameMark } from "../naming/snapshot.ts";
import { runPatiently } from "../patient.ts";
import { countFiles } from "./count.ts";
import type { CreateInput } from "./inputs.ts";
import { placeOf } from "./place.ts";
import { Reading, type Verdict } from "./reading.ts";

/**
 * Makes a snapshot with the tag `unchecked`. It loses the tag when it is known to be complete, and gets the tag
 * `incomplete` when only reported files are missing. So the tags always show the state of a snapshot, even if rdump dies at
 * any instant.
 */
export const backupHandler: ActionHandler<CreateInput> = {
  kind: "restic/backup",
  version: 2,
  schema: inputSchemas.actions["restic/backup"],

  commands: (input, run) => [
    leftOutFile(input, run),
    backupCommand(input.access, taggedFor(input, run), run, sourceOf(input, run)),
    leftOutRemoval(sourceOf(input, run).leftOut),
    ...(input.live ? comparisonCommands(newSnapshot(input, run)) : []),
    markCommand(input.access, taggedFor(input, run), "complete"),
    markCommand(input.access, taggedFor(input, run), "incomplete"),
  ],

  async probe(input, run, io) {
    const view = await lookAt(input, io);
    if (view.state === "hidden") throw new Failure(view.diagnostic);
    const made = view.state === "present" ? pointsOfRun(view, markFor(input, run)) : [];
    if (made.some(({ state }) => state === "complete")) return { state: "done" };
    return { state: made.length > 0 ? "partial" : "absent" };
  },

  async run(context) {
    const { input, run, io } = context;
    const begun = await begin(context);
    return begun.status === "unconfirmed" ? confirm(input, run, begun, await lookAt(input, io)) : begun;
  },

  probesItself: true,
  joint: {
    kind: "confirmation",
    place: ({ access }) => placeOf(access),
    look: ([input], io) => lookAt(input, io),
    begin,
    confirm: (input, run, begun, seen) => confirm(input, run, begun, seen as RepositoryView | null),
  },
};

function lookAt({ access, repositoryId }: CreateInput, io: ReadIo): Promise<RepositoryView> {
  return look(io, access, repositoryId);
}

/** Makes the snapshot, and gives it its final tags. */
async function begin(context: ActionContext<CreateInput>): Promise<Outcome | Unconfirmed> {
  const { input, run, io } = context;
  const source = sourceOf(input, run);
  const problem = await context.verifyTree("before");
  if (problem !== null) return failed(problem);
  const unwritten = await writeLeftOut(context, leftOutFile(input, run), source.path);
  if (unwritten !== null) return failed(unwritten);

  const canBeReplaced = input.live && (await isReplaceable(context, source));
  const reading = new Reading(source.path, context.progress);
  const command = backupCommand(input.access, taggedFor(input, run), run, source);
  const result = await runPatiently(io, input.access, command, reading.listener);
  await removeLeftOut(context, source.leftOut);
  const verdict = await verdictOn(context, result, reading);
  const warnings = [...verdict.warnings];
  if (canBeReplaced && verdict.state !== "invalid") {
    const foreign = await whyForeign(context, run, { ...newSnapshot(input, run), id: reading.id });
    if (foreign !== null) return failed(foreign, warnings);
  }
  if (verdict.failure !== null) {
    if (verdict.state === "incomplete") warnings.push(...(await mark(context, "incomplete")));
    return failed(verdict.failure, warnings);
  }

  const { moved } = reading;
  const { lost, warnings: more } = await countFiles(context, moved, run);
  warnings.push(...more);
  if (lost !== null) return failed(lost, warnings);
  const [unmarked] = await mark(context, "complete");
  if (unmarked !== undefined) return failed({ ...unmarked, severity: "error" }, warnings);
  return { status: "unconfirmed", moved, warnings };
}

function markFor({ owner, volume }: Pick<CreateInput, "owner" | "volume">, run: RunRef): Mark {
  return { owner, volume, machine: run.machine, run: run.id };
}

function taggedFor(input: CreateInput, run: RunRef): Tagged {
  const { machineRecord: path, volume } = input;
  const digest = path === undefined ? null : machineRecordDigest(run, volume);
  const record = path === undefined || digest === null ? null : { digest, path };
  return { mark: markFor(input, run), record };
}

function sourceOf({ source, runFiles, access, volume, previous }: CreateInput, run: RunRef): SnapshotSource {
  const leftOut = leftOutPath(runFiles, run, addressOf(volume, "archives", access.name));
  return { ...source, leftOut, parent: previous?.id ?? null };
}

function newSnapshot(input: CreateInput, run: RunRef) {
  return { access: input.access, tagged: taggedFor(input, run), source: sourceOf(input, run) };
}

function leftOutFile(input: CreateInput, run: RunRef): FileWrite {
  return leftOutWrite(sourceOf(input, run).leftOut);
}

/** The completeness of the snapshot. An invalid one keeps its tag `unchecked`. */
async function verdictOn(
  { input, io, verifyTree }: ActionContext<CreateInput>,
  result: CommandResult,
  reading: Reading,
): Promise<Verdict> {
  // Checked first: an overflowed snapshot of the source is the cause of all errors of restic in it.
  const tree = await verifyTree("after");
  if (tree !== null) return { state: "invalid", failure: tree, warnings: [] };
  if (result.exitCode !== 0 && result.exitCode !== 3) {
    return { state: "invalid", failure: explain(input.access, result), warnings: [] };
  }
  return reading.judge(io, { live: input.live, wasRead: result.exitCode === 0 });
}

/** A snapshot that cannot be marked stays `unchecked`, and this is reported. */
async function mark(
  { input, run, io }: ActionContext<CreateInput>,
  state: "complete" | "incomplete",
): Promise<readonly Diagnostic[]> {
  const result = await runPatiently(io, input.access, markCommand(input.access, taggedFor(input, run), state));
  return result.exitCode === 0 ? [] : [{ ...explain(input.access, result), severity: "warning" }];
}

/** Finds the snapshot in a list, because the marked snapshot has another id. */
function confirm(
  { access, owner, volume }: CreateInput,
  run: RunRef,
  { moved, warnings }: Unconfirmed,
  view: RepositoryView | null,
): Outcome {
  if (view === null) return { status: "done", made: null, moved, warnings };
  if (view.state === "hidden") return failed(view.diagnostic, warnings);
  const points = view.state === "present" ? pointsOfRun(view, markFor({ owner, volume }, run)) : [];
  const made = points.find(({ state, time }) => state === "complete" && time === Date.parse(run.time));
  if (made === undefined || view.state !== "present") {
    const detail = `restic made a snapshot in the repository "${access.name}", and the list has no snapshot with the tags of run ${run.id}. Another program may be changing the repository. Apply again.`;
    return failed(RESTIC.error("restic-not-marked", detail), warnings);
  }
  return { status: "done", made: { id: made.id, name: made.name, subject: view.id }, moved, warnings };
}

function pointsOfRun({ snapshots }: Extract<RepositoryView, { readonly state: "present" }>, mark: Mark) {
  return snapshots.flatMap((snapshot) => {
    const found = parseMark(snapshot.tags);
    return found !== null && sameMark(found, mark) ? (pointOf(snapshot, found) ?? []) : [];
  });
}
