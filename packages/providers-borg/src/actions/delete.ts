import { type ActionHandler, type Diagnostic, Failure, type Outcome, type ReadIo, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { BORG } from "../codes/index.ts";
import { deleteCommand } from "../commands.ts";
import { explainWell, type Look } from "../discovery/look.ts";
import { GONE } from "../errors/causes.ts";
import { repositoryError } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { discards, discardTorn } from "./discard.ts";
import type { DeleteInput } from "./inputs.ts";

/** Deletes archives. The next compaction frees their space. */
export const deleteHandler = (look: Look): ActionHandler<DeleteInput> => ({
  kind: "borg/delete",
  version: 1,
  schema: inputSchemas.actions["borg/delete"],
  commands: (input) => [...discards(input.tornCache), commandFor(input.access, input.points)],

  async probe(input, _run, io) {
    const now = await compare(look, io, input);
    if ("diagnostic" in now) throw new Failure(now.diagnostic);
    if (now.changed.length > 0) return { state: "foreign", diagnostic: changed(input.access, now.changed) };
    if (now.there.length === 0) return { state: "done" };
    return { state: now.there.length === input.points.length ? "absent" : "partial" };
  },

  async run({ input, io }) {
    const { access } = input;
    const before = await compare(look, io, input);
    if ("diagnostic" in before) return failed(before.diagnostic);
    if (before.changed.length > 0) return failed(changed(access, before.changed));
    if (before.there.length === 0) return DONE;
    const torn = await discardTorn(input.tornCache, io);
    if (torn !== null) return failed(torn);
    const result = await io.run(commandFor(access, input.points));
    // Status 1, or 0 with a warning: a name was already missing. The list shows whether all are deleted.
    const fault = result.exitCode === 0 || result.exitCode === 1 ? null : await explainWell(io, access, result);
    const after = await compare(look, io, input);
    if ("diagnostic" in after) return failed(fault ?? after.diagnostic);
    if (fault === null && after.there.length === 0) return DONE;
    const left = new Set(after.there);
    const gone = input.points.filter(({ name }) => before.there.includes(name) && !left.has(name));
    return { ...failed(fault ?? notDeleted(access, after.there)), destroyed: gone.map(({ id }) => id) };
  },
});

const DONE: Outcome = { status: "done", made: null, moved: {}, warnings: [] };

function failed(diagnostic: Diagnostic): Extract<Outcome, { readonly status: "failed" }> {
  return { status: "failed", diagnostic, warnings: [] };
}

function commandFor(access: Access, points: DeleteInput["points"]) {
  const [first, ...rest] = points;
  return deleteCommand(access, [first.name, ...rest.map(({ name }) => name)]);
}

interface Comparison {
  /** Names that still belong to the planned archives. */
  readonly there: readonly string[];
  /** Names that now belong to another archive. */
  readonly changed: readonly string[];
}

async function compare(
  look: Look,
  io: ReadIo,
  input: DeleteInput,
): Promise<Comparison | { readonly diagnostic: Diagnostic }> {
  const view = await look(io, input.access, { glob: null, fields: [] });
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
