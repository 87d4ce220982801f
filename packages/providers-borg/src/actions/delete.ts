import {
  type ActionHandler,
  type Command,
  type Diagnostic,
  DONE,
  Failure,
  failed,
  narrowed,
  type Outcome,
  type ReadIo,
  type RunIo,
  type Step,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { deletedIds } from "../answers/deleted.ts";
import { BORG } from "../codes/index.ts";
import { deleteCommand } from "../commands.ts";
import { explainWell, type Look, type RepositoryView } from "../discovery/look.ts";
import { GONE } from "../errors/causes.ts";
import { repositoryError } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { discards, discardTorn } from "./discard.ts";
import type { DeleteInput } from "./inputs.ts";

/**
 * Deletes archives, of several groups by one command. borg names each archive that it deletes, so the repository is listed
 * again only if one is not named. The next compaction frees their space.
 */
export const deleteHandler = (look: Look): ActionHandler<DeleteInput> => {
  const lookAt = (input: DeleteInput, io: ReadIo) => look(io, input.access, { glob: null, fields: [] });
  return {
    kind: "borg/delete",
    version: 1,
    schema: inputSchemas.actions["borg/delete"],
    probesItself: true,
    commands: (input) => commandsFor([input]),

    async probe(input, _run, io) {
      const now = compare(input, await lookAt(input, io));
      if ("diagnostic" in now) throw new Failure(now.diagnostic);
      if (now.changed.length > 0) return { state: "foreign", diagnostic: changed(input.access, now.changed) };
      if (now.there.length === 0) return { state: "done" };
      return { state: now.there.length === input.points.length ? "absent" : "partial" };
    },

    async run({ input, io }) {
      const [outcome] = await remove([input], io, await lookAt(input, io), lookAt);
      return outcome ?? DONE;
    },

    joint: {
      kind: "batch",
      place: ({ access }) => placeOf(access),
      look: ([input], io) => lookAt(input, io),
      commands: commandsFor,
      run: (inputs, io, seen) => remove(inputs, io, seen as RepositoryView, lookAt),
    },
  };
};

/** Archives in one repository can be confirmed and deleted together. */
export function placeOf({ name, location }: Access): string {
  return JSON.stringify([name, location]);
}

type Inputs = readonly [DeleteInput, ...DeleteInput[]];

async function remove(
  inputs: Inputs,
  io: RunIo,
  seen: RepositoryView,
  lookAt: (input: DeleteInput, io: ReadIo) => Promise<RepositoryView>,
): Promise<readonly Outcome[]> {
  const before = inputs.map((input) => compare(input, seen));
  const settled = before.map((each, index) => withoutDeletion(inputs[index] ?? inputs[0], each));
  const due = inputs.flatMap(({ points }, index) => (settled[index] === null ? points : []));
  const there = new Set(before.flatMap((each) => ("there" in each ? each.there : [])));
  const [first, ...rest] = due.filter(({ name }) => there.has(name));
  if (first === undefined) return settled.map((each) => each ?? DONE);
  const [{ access, tornCache }] = inputs;
  const torn = await discardTorn(tornCache, io);
  if (torn !== null) return settled.map((each) => each ?? failed(torn));
  const names = [first, ...rest].map(({ name }) => name);
  const result = await io.run(narrowed(jointCommand(inputs), (name) => names.includes(name)));
  // Status 1, or 0 with a warning: a name was already missing.
  const fault = result.exitCode === 0 || result.exitCode === 1 ? null : await explainWell(io, access, result);
  const deleted = fault === null ? deletedIds(result.stderr) : new Set();
  if ([first, ...rest].every(({ id }) => deleted.has(id))) return settled.map((each) => each ?? DONE);
  const after = await lookAt(inputs[0], io);
  return settled.map((each, index) => each ?? afterDeletion(inputs[index] ?? inputs[0], there, after, fault));
}

/** The outcome of an action for which nothing can or must be deleted. */
function withoutDeletion({ access }: DeleteInput, before: Comparison): Outcome | null {
  if ("diagnostic" in before) return failed(before.diagnostic);
  if (before.changed.length > 0) return failed(changed(access, before.changed));
  return before.there.length === 0 ? DONE : null;
}

function afterDeletion(
  input: DeleteInput,
  there: ReadonlySet<string>,
  view: RepositoryView,
  fault: Diagnostic | null,
): Outcome {
  const after = compare(input, view);
  if ("diagnostic" in after) return failed(fault ?? after.diagnostic);
  if (after.there.length === 0) return DONE;
  const left = new Set(after.there);
  const gone = input.points.filter(({ name }) => there.has(name) && !left.has(name));
  return { ...failed(fault ?? notDeleted(input.access, after.there)), destroyed: gone.map(({ id }) => id) };
}

function commandsFor(inputs: Inputs): readonly Step[] {
  return [...discards(inputs[0].tornCache), jointCommand(inputs)];
}

function jointCommand(inputs: Inputs): Command {
  const [{ access, points }, ...others] = inputs;
  const rest = [...points.slice(1), ...others.flatMap((each) => each.points)].map(({ name }) => name);
  const condition = others.length === 0 ? null : "without the archives of groups whose new archive failed";
  return deleteCommand(access, [points[0].name, ...rest], condition);
}

type Comparison =
  | {
      /** Names that still belong to the planned archives. */
      readonly there: readonly string[];
      /** Names that now belong to another archive. */
      readonly changed: readonly string[];
    }
  | { readonly diagnostic: Diagnostic };

function compare(input: DeleteInput, view: RepositoryView): Comparison {
  if (view.state === "hidden") return { diagnostic: view.diagnostic };
  // All archives would count as deleted: more likely a disk was unmounted.
  if (view.state === "absent") return { diagnostic: repositoryError(input.access, GONE) };
  const ids = new Map(view.listing.archives.map(({ name, id }) => [name, id]));
  const found = input.points.filter(({ name }) => ids.has(name));
  return {
    there: found.filter(({ name, id }) => ids.get(name) === id).map(({ name }) => name),
    changed: found.filter(({ name, id }) => ids.get(name) !== id).map(({ name }) => name),
  };
}

function changed(access: Access, names: readonly string[]): Diagnostic {
  const detail = `In the repository "${access.name}", the name ${some(names)} belongs to another archive than when the plan was made. Nothing was deleted. Plan again.`;
  return BORG.error("borg-archive-changed", detail);
}

function notDeleted(access: Access, names: readonly string[]): Diagnostic {
  const detail = `borg reported success, but the repository "${access.name}" still has ${names.map(visible).join(", ")}. Apply again. If the archive is still listed, run \`borg delete\` by hand and read the messages of borg.`;
  return BORG.error("borg-not-deleted", detail);
}

function some(names: readonly string[]): string {
  return names.length === 1 ? `${names[0]}` : `${names[0]} (one of ${names.length})`;
}
