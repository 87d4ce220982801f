import {
  type ActionContext,
  type ActionHandler,
  addressOf,
  archiveName,
  type CommandResult,
  type Diagnostic,
  Failure,
  type FileWrite,
  failed,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  type Mark,
  type Moved,
  machineRecordDigest,
  type Outcome,
  type ReadIo,
  type RunRef,
  UNCHECKED,
  type Unconfirmed,
} from "@rdump/core/provider";
import { parseCreated } from "../answers/created.ts";
import { parseLogLine } from "../answers/log.ts";
import { Reading } from "../answers/reading.ts";
import { type ArchiveSource, type Commented, createCommand, incompleteCommand, renameCommand } from "../commands.ts";
import { alreadyUploaded, weakerThanDeclared } from "../discovery/encryption.ts";
import { explainWell, type Look, type RepositoryView } from "../discovery/look.ts";
import { invalid, judge, type Verdict, wrongTime } from "../errors/reading.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { mountPoints, namedTrees, removeLeftOut, writeLeftOut } from "../left-out/leave-out.ts";
import { compareWith } from "./count.ts";
import { placeOf } from "./delete.ts";
import { discards, discardTorn } from "./discard.ts";
import { findArchives, notRenamed, takenName } from "./find-archives.ts";
import type { CreateInput } from "./inputs.ts";

/**
 * Makes an archive under a name that ends in `.unchecked`. It gets its final name when it is known to be complete, and
 * a name with `.incomplete` when only reported files are missing. So the name always shows the state of an archive,
 * even if rdump dies at any instant.
 */
export const createHandler = (look: Look): ActionHandler<CreateInput> => ({
  kind: "borg/create",
  version: 1,
  schema: inputSchemas.actions["borg/create"],

  commands: (input, run) => [
    ...discards(input.tornCache),
    leftOutFile(input, run),
    createCommand(input.access, commentFor(input, run), run, sourceOf(input, run)),
    leftOutRemoval(sourceOf(input, run).leftOut),
    renameCommand(input.access, archiveName(input.volume, run)),
    incompleteCommand(input.access, archiveName(input.volume, run)),
  ],

  async probe(input, run, io) {
    const found = await findArchives(look, io, input.access, markFor(input, run), archiveName(input.volume, run));
    if ("diagnostic" in found) throw new Failure(found.diagnostic);
    if (found.strangers.length > 0) return { state: "foreign", diagnostic: takenName(input.access, found.strangers) };
    if (found.complete !== null) return { state: "done" };
    return { state: found.partial ? "partial" : "absent" };
  },

  async run(context) {
    const { input, run, io } = context;
    const begun = await begin(context);
    return begun.status === "unconfirmed" ? confirm(input, run, begun, await lookAt(look, input, io)) : begun;
  },

  probesItself: true,
  joint: {
    kind: "confirmation",
    place: ({ access }) => placeOf(access),
    look: ([input], io) => lookAt(look, input, io),
    begin,
    confirm: (input, run, begun, seen) => confirm(input, run, begun, seen as RepositoryView | null),
  },
});

function lookAt(look: Look, { access }: CreateInput, io: ReadIo): Promise<RepositoryView> {
  return look(io, access, { glob: null, fields: [] });
}

/** Makes the archive, and gives it its final name. */
async function begin(context: ActionContext<CreateInput>): Promise<Outcome | Unconfirmed> {
  const { input, run, io } = context;
  const [create, rename] = [
    createCommand(input.access, commentFor(input, run), run, sourceOf(input, run)),
    renameCommand(input.access, archiveName(input.volume, run)),
  ];
  const problem = await context.verifyTree("before");
  if (problem !== null) return failed(problem);
  const torn = await discardTorn(input.tornCache, io);
  if (torn !== null) return failed(torn);

  const { leftOut } = sourceOf(input, run);
  const unwritten = await writeLeftOut(context, leftOutFile(input, run), input.source.path);
  if (unwritten !== null) return failed(unwritten);

  const reading = new Reading(context.leavingOut?.());
  const result = await io.run(create, { stderr: (line) => hear(context, reading, line) });
  await removeLeftOut(context, leftOut);
  const warnings: Diagnostic[] = [];
  const verdict = await verdictOn(context, result, reading);
  warnings.push(...verdict.warnings);
  if (verdict.failure !== null) {
    if (verdict.state === "incomplete") warnings.push(...(await keepIncomplete(context)));
    return failed(verdict.failure, warnings);
  }

  const { moved = {} } = parseCreated(result.stdout) ?? {};
  const lost = await count(context, moved, warnings);
  if (lost !== null) return failed(lost, warnings);

  const renamed = await io.run(rename);
  if (renamed.exitCode !== 0 && renamed.exitCode !== 1)
    return failed(await explainWell(io, input.access, renamed), warnings);
  return { status: "unconfirmed", moved, warnings };
}

function markFor({ owner, volume }: CreateInput, run: RunRef): Mark {
  return { owner, volume, machine: run.machine, run: run.id };
}

function commentFor(input: CreateInput, run: RunRef): Commented {
  const { machineRecord: path, volume } = input;
  const digest = path === undefined ? null : machineRecordDigest(run, volume);
  const record = path === undefined || digest === null ? null : { digest, path };
  return { mark: markFor(input, run), record };
}

function sourceOf({ source, runFiles, access, volume }: CreateInput, run: RunRef): ArchiveSource {
  return { ...source, leftOut: leftOutPath(runFiles, run, addressOf(volume, "archives", access.name)) };
}

/** borg takes the time of the archive from this file. */
function leftOutFile(input: CreateInput, run: RunRef): FileWrite {
  return leftOutWrite(sourceOf(input, run).leftOut, { modified: run.time });
}

function hear({ progress }: ActionContext<CreateInput>, reading: Reading, line: Buffer): void {
  const entry = parseLogLine(line);
  if (entry?.kind === "progress") progress(entry.progress);
  else if (entry !== null) reading.hear(entry);
}

/**
 * The completeness of the archive. An invalid one keeps its `.unchecked`. Accepted changes of a live tree are warnings.
 */
async function verdictOn(
  context: ActionContext<CreateInput>,
  result: CommandResult,
  reading: Reading,
): Promise<Verdict> {
  const { input, run, io } = context;
  // Checked first: an overflowed snapshot is the cause of all errors of borg in it.
  const tree = await context.verifyTree("after");
  if (tree !== null) return invalid(tree);
  if (result.exitCode !== 0 && result.exitCode !== 1) return invalid(await explainWell(io, input.access, result));
  const { path } = input.source;
  const report = reading.report(await mountPoints(io, path));
  const trees = await namedTrees(io, path, report.tooDeep);
  const verdict = judge(report, { live: input.live, warned: result.exitCode === 1, path, trees });
  if (verdict.state === "invalid") return verdict;
  const archive = parseCreated(result.stdout);
  const weaker = archive === null ? null : weakerThanDeclared(input.access, archive.encryption);
  const name = archiveName(input.volume, run) + UNCHECKED;
  if (weaker !== null) return invalid(alreadyUploaded(weaker, name), verdict.warnings);
  return archive?.time === Date.parse(run.time) ? verdict : invalid(wrongTime(name), verdict.warnings);
}

/** If the archive cannot be renamed, it stays `.unchecked`, and this is reported. */
async function keepIncomplete({ input, run, io }: ActionContext<CreateInput>): Promise<readonly Diagnostic[]> {
  const renamed = await io.run(incompleteCommand(input.access, archiveName(input.volume, run)));
  if (renamed.exitCode === 0 || renamed.exitCode === 1) return [];
  return [{ ...(await explainWell(io, input.access, renamed)), severity: "warning" }];
}

/** Reports the number of files before the archive counts: the consequences must survive a power cut. */
async function count(
  { input, run, io, counted }: ActionContext<CreateInput>,
  { files, bytes }: Moved,
  warnings: Diagnostic[],
): Promise<Diagnostic | null> {
  if (files === undefined || bytes === undefined) return null;
  const made = { name: archiveName(input.volume, run) + UNCHECKED, files, bytes };
  const { count, warning } = await compareWith(input, made, io);
  if (warning !== null) warnings.push(warning);
  return counted(count);
}

/** Finds the archive in a list, because the renamed archive has another id. */
function confirm(
  { access, volume }: CreateInput,
  run: RunRef,
  { moved, warnings }: Unconfirmed,
  view: RepositoryView | null,
): Outcome {
  const name = archiveName(volume, run);
  if (view === null) return { status: "done", made: null, moved, warnings };
  if (view.state === "hidden") return failed(view.diagnostic, warnings);
  const { archives, repositoryId: subject } = view.state === "present" ? view.listing : NOTHING_LISTED;
  const made = archives.find((archive) => archive.name === name && archive.time === Date.parse(run.time));
  if (made === undefined || subject === null) return failed(notRenamed(access, name), warnings);
  return { status: "done", made: { id: made.id, name, subject }, moved, warnings };
}

const NOTHING_LISTED = { archives: [], repositoryId: null } as const;
