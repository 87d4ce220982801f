import { createHash } from "node:crypto";
import { visible } from "../diagnostics/visible.ts";
import type { ReadIo, RunIo } from "../io/capability.ts";
import { isDatasetRoot, readMounts, unsafeMountsBelow, ZFS_SNAPSHOTS } from "../io/mountinfo.ts";
import { nullIfLinkRefused } from "../io/untrusted.ts";
import { type Command, type FileWrite, mover, type Stage, type Step } from "../model/command.ts";
import type { RunRef } from "../model/run.ts";

/** Suffix of the files of a run with the excludes of a reader. They are beside the journal of the run. */
export const LEFT_OUT_SUFFIX = ".left-out";

/**
 * The file with the excludes of the reader of an action. `directory`: `runFiles` of the request. `of` distinguishes
 * actions.
 */
export function leftOutPath(directory: string, run: RunRef, of: string): string {
  const digest = createHash("sha256").update(of).digest("hex").slice(0, 16);
  return `${directory}/${run.id}.${digest}${LEFT_OUT_SUFFIX}`;
}

/** The write in the plan: its content is found when the action runs. */
export function leftOutWrite(path: string, details: Pick<FileWrite, "modified"> = {}): FileWrite {
  const found = "excluded paths: mount points of other file systems, and trees that the reader cannot read";
  return { do: "write", path, content: "", mode: 0o600, found, ...details };
}

/** The file systems and snapshots below a tree that are not its files, from its root, one character for each byte. */
export async function otherFileSystems(io: ReadIo, tree: string): Promise<readonly string[]> {
  const real = await io.realpath(tree).catch(nullIfLinkRefused);
  if (real === null) return [];
  const mounts = await readMounts(io);
  return [...unsafeMountsBelow(mounts, real), ...(isDatasetRoot(mounts, real) ? [ZFS_SNAPSHOTS] : [])];
}

/**
 * Writes the mount points that a reader must not touch, right before it runs. Null: success; else why it failed.
 *
 * @param lines the content of the file, one character for each byte, for these paths from the root of the tree
 */
export async function writeLeftOutMounts(
  io: RunIo,
  write: FileWrite,
  tree: string,
  lines: (paths: readonly string[]) => string,
): Promise<string | null> {
  const { exitCode, stderr } = await io.run({ ...write, content: lines(await otherFileSystems(io, tree)) });
  return exitCode === 0 ? null : visible(stderr.toString("utf8").trim());
}

export function leftOutRemoval(path: string): Command {
  return mover(["rm", "--force", "--", path]);
}

/** A step without what is found only when it runs: its content, and the identity of its directories. */
export function asShown(step: Step): Step {
  switch (step.do) {
    case "write":
      return step.found === undefined ? unexpecting(step) : { ...unexpecting(step), content: "" };
    case "pipe": {
      const [first, second, ...rest] = step.stages;
      const shown = (stage: Stage): Stage => ({ ...stage, command: unexpecting(stage.command) });
      return { ...step, stages: [shown(first), shown(second), ...rest.map(shown)] };
    }
    case "run":
      return unexpecting(step);
    case "move":
      return step;
  }
}

function unexpecting<T extends Command | FileWrite>({ expected: _, ...step }: T): T {
  return step as T;
}

const PASSWD = "/etc/passwd";
const PASSWD_LIMIT = 16 * 1024 * 1024;

/** `user mallory (uid 1001)`: an account that `/etc/passwd` does not hold has its number alone. */
export async function ownerText(uid: number, io: Pick<ReadIo, "readFile">): Promise<string> {
  const content = await io.readFile(PASSWD, PASSWD_LIMIT).catch(() => null);
  for (const line of content?.toString("utf8").split("\n") ?? []) {
    const [name = "", , number] = line.split(":");
    if (number === String(uid)) return `user ${visible(name)} (uid ${uid})`;
  }
  return `uid ${uid}`;
}

const LONGEST_SHOWN = 120;

/** A long path by its beginning: enough to find it. */
export function shortenedPath(path: string): string {
  const safe = visible(path);
  return safe.length <= LONGEST_SHOWN ? safe : `${safe.slice(0, LONGEST_SHOWN)}…`;
}
