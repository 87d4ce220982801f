import {
  type ActionHandler,
  type Command,
  type CommandResult,
  DONE,
  type FileWrite,
  failed,
  inHeldPlaces,
  lastOutput,
  mountsBelow,
  mover,
  type Outcome,
  type ReadIo,
  type RunIo,
  readMounts,
  visible,
  ZFS_SNAPSHOTS,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { Place } from "../mounts/place.ts";
import { flushCommand } from "../rsync/command.ts";
import { mirrorFacts, sameMirror } from "./facts.ts";
import { RETIRE_ACTION, type RetireInput } from "./input.ts";
import { LOST_AND_FOUND, MARK_MODE, MARK_NAME, markPath, markWrite, pointOf } from "./mark.ts";
import { changedSincePlan } from "./readiness.ts";
import { findMirror } from "./state.ts";

/** Empties a directory that is no longer declared as a mirror. Its mark goes last, so that an interrupted deletion can go on. */
export const retireAction: ActionHandler<RetireInput> = {
  kind: RETIRE_ACTION,
  version: 1,
  schema: inputSchemas.actions["fs/retire-mirror"],
  commands: (input) => Object.values(stepsOf(input)),

  async probe(input, _run, io) {
    const found = await find(input, io);
    if ("refused" in found) return { state: "foreign", diagnostic: found.refused };
    if (found.mark === null) return { state: "done" };
    return { state: pointOf(found.mark).id === input.id ? "absent" : "partial" };
  },

  run: ({ input, io }) => inHeldPlaces(io, [input.path], (held) => retire(input, held)),
};

async function retire(input: RetireInput, io: RunIo): Promise<Outcome> {
  const found = await find(input, io);
  if ("refused" in found) return failed(found.refused);
  if (found.mark === null || pointOf(found.mark).id !== input.id) return failed(changedSincePlan(input));
  const { begin, empty, flush, unmark } = stepsOf(input);
  const unfinished = markWrite(input.path, { ...found.mark, complete: false });
  const content = Buffer.from(unfinished.content, "utf8").toString("latin1");
  for (const step of [{ ...begin, content }, empty, flush, unmark]) {
    const result = await io.run(step);
    if (result.exitCode !== 0) return notEmptied(input, result);
  }
  return DONE;
}

/** `find` opens each directory by its name in the open one above, and stays on the file system. */
function stepsOf({ path, root }: RetireInput) {
  const kept = [MARK_NAME, LOST_AND_FOUND, `${LOST_AND_FOUND}/*`, ZFS_SNAPSHOTS, `${ZFS_SNAPSHOTS}/*`];
  const excepted = kept.flatMap((name) => ["!", "-path", `./${name}`]);
  const begin: FileWrite = {
    ...{ do: "write", path: markPath(path), content: "", mode: MARK_MODE, root },
    found: "the mark, incomplete",
  };
  const empty: Command = mover(["find", ".", "-xdev", "-mindepth", "1", ...excepted, "-delete"], { cwd: path, root });
  const unmark: Command = mover(["rm", "--", `./${MARK_NAME}`], { cwd: path, root });
  return { begin, empty, flush: flushCommand(path, root), unmark };
}

async function find({ path, claim, planned }: RetireInput, io: ReadIo) {
  const found = await findMirror({ path, mount: null, adopt: true }, claim, io);
  if ("refused" in found) return found;
  if (!sameMirror(planned, mirrorFacts(found))) return { refused: changedSincePlan({ path }) };
  const mounted = await whyMounted(found.place, io);
  return mounted === null ? found : { refused: FS.error("fs-mirror-not-deleted", `${mounted} Nothing was deleted.`) };
}

/** `find` enters a bind mount of the same file system, and would delete files elsewhere. Null: nothing is mounted there. */
export async function whyMounted({ real }: Pick<Place, "real">, io: ReadIo): Promise<string | null> {
  const [mount] = mountsBelow(await readMounts(io), real);
  if (mount === undefined) return null;
  const path = Buffer.from(mount.path, "latin1").toString("utf8");
  return `A file system is mounted below the mirror, at ${visible(`${real}/${path}`)}. Unmount it first.`;
}

function notEmptied({ path }: RetireInput, result: CommandResult): Outcome {
  const detail = `The mirror ${visible(path)} is not deleted completely: ${lastOutput(result)}. Files can be immutable, or in use as mount points. Its mark says incomplete. Correct the error, and give the same command again.`;
  return failed(FS.error("fs-mirror-not-deleted", detail));
}
