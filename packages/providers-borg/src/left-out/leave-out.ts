import {
  type ActionContext,
  type CommandResult,
  type Diagnostic,
  type FileWrite,
  leftOutRemoval,
  otherFileSystems,
  ownerText,
  type ReadIo,
  shortenedPath,
  visible,
} from "@rdump/core/provider";
import { BORG } from "../codes/index.ts";
import { leaveOutFile, saidByBorg } from "./patterns.ts";

/** Whether borg means a mount point by this name. */
export async function mountPoints(io: ReadIo, tree: string): Promise<(path: string) => boolean> {
  const names = new Set((await otherFileSystems(io, tree)).map(saidByBorg));
  return (path) => names.has(path);
}

/** Writes the excludes of borg right before it runs. Null: success. */
export async function writeLeftOut(
  { io }: Pick<ActionContext<unknown>, "io">,
  write: FileWrite,
  tree: string,
): Promise<Diagnostic | null> {
  const content = leaveOutFile(await otherFileSystems(io, tree));
  const result = await io.run({ ...write, content });
  return result.exitCode === 0 ? null : notWritten(write.path, result);
}

/** If the removal fails, the next run removes it. */
export async function removeLeftOut({ io }: Pick<ActionContext<unknown>, "io">, path: string): Promise<void> {
  await io.run(leftOutRemoval(path));
}

function notWritten(path: string, { stderr }: CommandResult): Diagnostic {
  const detail = `Writing ${visible(path)} failed: ${visible(stderr.toString("utf8").trim())}. borg was not started. Check the free space and the permissions of the state directory.`;
  return BORG.error("borg-left-out-not-written", detail);
}

/** Directory trees that were excluded because borg cannot read them: their paths, and their number. */
export interface TooDeep {
  readonly count: number;
  readonly first: readonly string[];
}

/** Names each tree by the beginning of its path, its levels, and who owns it. */
export async function namedTrees(io: ReadIo, tree: string, { first, count }: TooDeep): Promise<string> {
  const named = await Promise.all(
    first.map(async (path) => {
      const uid = await ownerOf(io, tree, path);
      const owner = uid === null ? "unknown owner" : `of ${await ownerText(uid, io)}`;
      return `${shortenedPath(path)} (${path.split("/").length} levels, ${Buffer.byteLength(path)} bytes, ${owner})`;
    }),
  );
  return count > first.length ? `${named.join("; ")}; and ${count - first.length} more` : named.join("; ");
}

/** Longer paths cannot be queried. */
const LONGEST_ASKED = 3000;

/** The owner of the deepest directory that can be queried. */
async function ownerOf(io: ReadIo, tree: string, path: string): Promise<number | null> {
  const names = path.split("/");
  while (names.length > 1 && Buffer.byteLength(names.join("/")) > LONGEST_ASKED) names.pop();
  // A name that is not UTF-8 cannot be found by the output of borg.
  for (; names.length > 0; names.length = Math.floor(names.length / 2)) {
    const facts = await io.lstat(`${tree}/${names.join("/")}`).catch(() => null);
    if (facts !== null) return facts.uid;
  }
  return null;
}
