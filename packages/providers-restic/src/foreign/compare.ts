import {
  type ActionContext,
  type Command,
  type Diagnostic,
  effectiveUser,
  type RunRef,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { RESTIC } from "../codes/index.ts";
import { listNewCommand, type SnapshotSource, type Tagged } from "../commands.ts";
import { explain } from "../errors/explain.ts";
import { ListedEntries } from "./listed.ts";
import { entriesCommand, IF_OPEN, LiveEntries, openDirectoryCommand } from "./live.ts";

/** What restic read, and into which snapshot. */
export interface Compared {
  readonly access: Access;
  readonly tagged: Tagged;
  readonly source: SnapshotSource;
  /** Of the new snapshot, also its first digits; null: restic did not say. */
  readonly id: string | null;
}

type Context = Pick<ActionContext<unknown>, "io">;

/** The commands of the comparison, after the snapshot is made. */
export function comparisonCommands({ access, tagged, source }: Omit<Compared, "id">): readonly [Command, Command] {
  return [entriesCommand(source), { ...listNewCommand(access, tagged), condition: IF_OPEN }];
}

/** Whether another user can replace a directory of the source by a link while restic reads. */
export async function isReplaceable({ io }: Context, source: SnapshotSource): Promise<boolean> {
  const { exitCode, stdout } = await io.query(openDirectoryCommand(source));
  return exitCode !== 0 || stdout.length > 0;
}

/**
 * Why the snapshot has content from outside of its source, or that it is not known. Null: it has only entries of the source.
 *
 * restic opens each file by its path. A user who replaces a directory by a link to a directory of root at the right moment
 * gets files of root into the archive, below the path of that directory. So all entries of the snapshot below such directories
 * that are not entries of that user must be in the tree: with this owner, and with this content or one that was changed since.
 */
export async function whyForeign(context: Context, run: RunRef, compared: Compared): Promise<Diagnostic | null> {
  const { access, source } = compared;
  const { io } = context;
  const [entries, list] = comparisonCommands(compared);
  const live = new LiveEntries(Math.floor(Date.parse(run.time) / 1000));
  const walked = await io.run(entries, { output: (chunk) => live.take(chunk) });
  // Entries disappear during the walk: find names them, and ends with 1.
  if (walked.exitCode !== 0 && walked.exitCode !== 1) return unknown(source, "find did not list the source");
  if (live.root === null || live.isCut) return unknown(source, "it has too many entries of other users");
  const listed = new ListedEntries(live, live.root, compared.id, effectiveUser());
  const result = await io.run(list, { stdout: (line) => listed.take(line) });
  if (result.exitCode !== 0) return explain(access, result);
  if (listed.fault !== null) return unknown(source, listed.fault);
  return listed.count === 0 ? null : foreign(source, listed);
}

function foreign({ path }: SnapshotSource, { lines }: ListedEntries): Diagnostic {
  const detail = `The new archive has entries that are not in ${visible(path)}:${lines}\nA user can have replaced a directory by a link while restic read it, so the archive can have files that this user may not read. The archive does not count as a point, and the next run makes another one. Find out who changed these directories. A snapshot source (lvm, zfs) or a repository of borg avoids this.`;
  return RESTIC.error("restic-source-replaced", detail);
}

function unknown({ path }: SnapshotSource, why: string): Diagnostic {
  const detail = `Users can replace directories of ${visible(path)}, and rdump could not compare the new archive with it: ${why}. The archive does not count as a point. Use a snapshot source (lvm, zfs) or a repository of borg.`;
  return RESTIC.error("restic-source-replaced", detail);
}
