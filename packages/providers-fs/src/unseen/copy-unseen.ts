import { type Diagnostic, stampOf } from "@rdump/core/provider";
import type { CopiedTree } from "../comparison/compare.ts";
import { rulesOfPaths } from "../comparison/mend-rules.ts";
import { changedContent } from "../comparison/revision.ts";
import type { Base } from "../mirror/base.ts";
import { copyOf } from "../mirror/commands.ts";
import { INCOMPLETE } from "../mirror/copying.ts";
import { parseTouched, touchedCommand } from "../mirror/touched.ts";
import { revisionsCommand } from "../rsync/command.ts";
import { endingOf } from "../rsync/ending.ts";
import { findChangedCommand, parseChangedFiles, statCommand, takenForSame } from "./candidates.ts";

/**
 * Copies files whose content changed while size and time stayed: in one second, where source or mirror store whole seconds,
 * or by a program that sets the time. rsync does not see these. Only files that can have changed since the mirror was
 * complete are read. `touched`: the files that somebody changed in the mirror; null: too many to name. Returns null: done;
 * else why the mirror is incomplete.
 */
export async function copyUnseen(
  copied: CopiedTree,
  base: Base,
  touched: readonly string[] | null,
): Promise<Diagnostic | null> {
  const { context, steps } = copied;
  const { input, io } = context;
  if (input.compare === "checksum" || base.kind === "empty") return null;
  const suspects = touched === null ? null : await suspectsOf(copied, base);
  const paths = suspects === null || touched === null ? null : [...new Set([...suspects, ...touched])];
  if (paths !== null && paths.length === 0) return null;
  for (const content of paths === null ? ALL : (rulesOfPaths(paths) ?? ALL)) {
    const written = await io.run({ ...steps.listDiffering, content });
    const result = written.exitCode === 0 ? await io.run(steps.copyByContent) : written;
    const ending = endingOf(result, { live: input.live, source: input.from, consequence: INCOMPLETE });
    // The copy reported the entries that cannot be copied, and these are among them.
    if (ending.kind === "failed" && !(ending.isPartial && copied.isPartial)) return ending.diagnostic;
  }
  return null;
}

/** Without rules, nothing is hidden. */
const ALL: readonly string[] = [""];

/** Null: any file can have changed. */
async function suspectsOf(copied: CopiedTree, base: Base): Promise<readonly string[] | null> {
  switch (base.kind) {
    case "empty":
      return [];
    case "unknown":
      return null;
    case "incomplete":
      return suspectsByTime(copied, base.time);
    case "complete":
      return (await suspectsByRevision(copied, base.time)) ?? suspectsByTime(copied, base.time);
  }
}

/** In bytes. */
const MOST_LISTED = 16 * 1024 * 1024;

async function suspectsByRevision(copied: CopiedTree, time: number): Promise<readonly string[] | null> {
  const { context, stores } = copied;
  const { input, run, io } = context;
  const program = input.comparison?.revisions;
  if (program === undefined) return null;
  const command = revisionsCommand(copyOf(input, run), program, `${stampOf(time)}..${run.stamp}`);
  const { stdout, overflow } = await io.query(command, { maxOutput: MOST_LISTED });
  return overflow ? null : changedContent(stdout, stores.times);
}

async function suspectsByTime({ context, steps, stores }: CopiedTree, time: number): Promise<readonly string[] | null> {
  const { input, run, io } = context;
  const { from, mounted, root } = copyOf(input, run);
  const seconds = Math.floor(time / 1000);
  const found = await io.query(findChangedCommand({ cwd: from, mounted, root }, seconds), { maxOutput: MOST_LISTED });
  // What find cannot read, rsync could not copy either, and said so.
  if (found.overflow || found.notStarted !== null || found.signal !== null) return null;
  const changed = parseChangedFiles(found.stdout);
  if (changed.length === 0) return [];
  const content = changed.map(({ path }) => `${path}\0`).join("");
  const written = await io.run({ ...steps.listDiffering, content });
  if (written.exitCode !== 0) return null;
  const inMirror = await io.query(statCommand(steps.listDiffering.path, input.path, root), { maxOutput: MOST_LISTED });
  if (inMirror.overflow || inMirror.notStarted !== null || inMirror.signal !== null) return null;
  return takenForSame(changed, parseChangedFiles(inMirror.stdout), stores.times === "two seconds" ? 1 : 0);
}

/** The files of a complete mirror that somebody changed since its run. To be asked before the mark is written again. */
export async function touchedIn({ input, io }: CopiedTree["context"], base: Base): Promise<readonly string[] | null> {
  if (base.kind !== "complete" || input.compare === "checksum") return [];
  const found = await io.query(touchedCommand(input.path, input.root), { maxOutput: MOST_LISTED });
  if (found.overflow) return null;
  return [...parseTouched(found.stdout)].flatMap(([path, kind]) => (kind === "f" ? [path] : []));
}
