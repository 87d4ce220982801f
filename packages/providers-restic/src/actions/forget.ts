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
  visible,
} from "@rdump/core/provider";
import type { ListedSnapshot } from "../answers/listing.ts";
import { RESTIC } from "../codes/index.ts";
import { forgetCommand } from "../commands.ts";
import { look, type RepositoryView } from "../discovery/look.ts";
import { GONE } from "../errors/causes.ts";
import { explain, repositoryError } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { parseMark } from "../naming/mark.ts";
import { pointOf } from "../naming/snapshot.ts";
import { runPatiently } from "../patient.ts";
import type { ForgetInput } from "./inputs.ts";
import { placeOf } from "./place.ts";

type Inputs = readonly [ForgetInput, ...ForgetInput[]];

/**
 * Deletes snapshots, of several groups by one command. restic before 0.19 reports success also where a server refused the
 * deletion, so the repository is listed again. The next prune frees their space.
 */
export const forgetHandler: ActionHandler<ForgetInput> = {
  kind: "restic/forget",
  version: 1,
  schema: inputSchemas.actions["restic/forget"],
  probesItself: true,
  commands: (input) => [jointCommand([input])],

  async probe(input, _run, io) {
    const view = await lookAt(input, io);
    const now = remaining(input, view);
    if ("code" in now) throw new Failure(now);
    const other = changed(input, view);
    if (other !== null) return { state: "foreign", diagnostic: other };
    if (now.length === 0) return { state: "done" };
    return { state: now.length === input.points.length ? "absent" : "partial" };
  },

  async run({ input, io }) {
    const [outcome] = await remove([input], io, await lookAt(input, io));
    return outcome ?? DONE;
  },

  joint: {
    kind: "batch",
    place: ({ access }) => placeOf(access),
    look: ([input], io) => lookAt(input, io),
    commands: (inputs) => [jointCommand(inputs)],
    run: (inputs, io, seen) => remove(inputs, io, seen as RepositoryView),
  },
};

function lookAt({ access, repositoryId }: ForgetInput, io: ReadIo): Promise<RepositoryView> {
  return look(io, access, repositoryId);
}

async function remove(inputs: Inputs, io: RunIo, seen: RepositoryView): Promise<readonly Outcome[]> {
  const before = inputs.map((input) => changed(input, seen) ?? remaining(input, seen));
  const due = new Set(before.flatMap((each) => ("code" in each ? [] : each)));
  if (due.size === 0) return before.map((each) => ("code" in each ? failed(each) : DONE));
  const [{ access }] = inputs;
  const result = await runPatiently(
    io,
    access,
    narrowed(jointCommand(inputs), (id) => due.has(id)),
  );
  const fault = result.exitCode === 0 ? null : explain(access, result);
  const after = await lookAt(inputs[0], io);
  return inputs.map((input, index) => {
    const was = before[index];
    return was !== undefined && "code" in was ? failed(was) : afterDeletion(input, due, remaining(input, after), fault);
  });
}

function afterDeletion(
  { access, points }: ForgetInput,
  due: ReadonlySet<string>,
  left: readonly string[] | Diagnostic,
  fault: Diagnostic | null,
): Outcome {
  if ("code" in left) return failed(fault ?? left);
  if (left.length === 0) return DONE;
  const gone = points.filter(({ id }) => due.has(id) && !left.includes(id)).map(({ id }) => id);
  const names = points.filter(({ id }) => left.includes(id)).map(({ name }) => visible(name));
  return { ...failed(fault ?? notForgotten(access.name, names)), destroyed: gone };
}

/** The ids of the points that the repository still has, or why that is not known. */
function remaining({ access, points }: ForgetInput, view: RepositoryView): readonly string[] | Diagnostic {
  if (view.state === "hidden") return view.diagnostic;
  // All archives would count as deleted: more likely a disk was unmounted.
  if (view.state === "absent") return repositoryError(access, GONE);
  const listed = new Set(view.snapshots.map(({ id }) => id));
  return points.map(({ id }) => id).filter((id) => listed.has(id));
}

/** A snapshot of the run of a missing point: its tags were changed since the plan was made. Null: there is none. */
function changed({ access, points }: ForgetInput, view: RepositoryView): Diagnostic | null {
  if (view.state !== "present") return null;
  const ids = new Set(view.snapshots.map(({ id }) => id));
  const names = new Set(view.snapshots.map(nameOf));
  const other = points.find(({ id, name }) => !ids.has(id) && names.has(name));
  if (other === undefined) return null;
  const detail = `In the repository "${access.name}", the archive ${visible(other.name)} has another id than when the plan was made. Nothing was deleted. Plan again.`;
  return RESTIC.error("restic-snapshot-gone", detail);
}

function nameOf(snapshot: ListedSnapshot): string | null {
  const mark = parseMark(snapshot.tags);
  return mark === null ? null : (pointOf(snapshot, mark)?.name ?? null);
}

function notForgotten(repository: string, names: readonly string[]): Diagnostic {
  const detail = `restic ended without an error, but the repository "${repository}" still has ${names.join(", ")}. An append-only server or a rule of the storage can refuse deletions. Allow them, or delete these archives on the server.`;
  return RESTIC.error("restic-not-forgotten", detail);
}

function jointCommand(inputs: Inputs): Command {
  const [{ access, points }, ...others] = inputs;
  const rest = [...points.slice(1), ...others.flatMap((each) => each.points)].map(({ id }) => id);
  const condition = others.length === 0 ? null : "without the archives of groups whose new archive failed";
  return forgetCommand(access, [points[0].id, ...rest], condition);
}
