import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import { RESTORE } from "./codes.ts";
import type { PlacedDestination, RefusedVolume } from "./destinations.ts";
import { contains, type RestoreRequest } from "./plan.ts";

/** Files in the destination of a volume that a repeated command restores would prevent that. */
export function waitingBelow(
  { volume, to, mount, place }: PlacedDestination,
  refused: readonly RefusedVolume[],
): RefusedVolume | null {
  if (place.staged?.placing === true) return null;
  const above = refused.find(
    (each) => each.isFree === true && each.mount === mount && each.to !== null && contains(each.to, to),
  );
  if (above === undefined) return null;
  const detail = `${visible(volume)} is below ${visible(above.volume)}, which is not restored. A whole volume is restored only into an empty directory, so ${visible(above.volume)} must come first.`;
  return { volume, to, mount, problems: [RESTORE.error("restore-below-refused", detail, { address: volume })] };
}

/** What follows from the volumes that a plan refuses, and that a repeated command can restore. */
export function waitingNotes(
  parts: readonly RestoreRequest[],
  waiting: readonly RefusedVolume[],
): readonly Diagnostic[] {
  const [first] = parts;
  if (first === undefined || waiting.length === 0) return [];
  return [keptNote(first, waiting), ...waiting.flatMap((each) => mountedNote(each, parts))];
}

/** Says how the closed directory goes away that a plan keeps. */
function keptNote({ place: { staging }, wish: { volume } }: RestoreRequest, waiting: readonly RefusedVolume[]) {
  const names = waiting.map((each) => visible(each.volume)).join(", ");
  const detail = `${visible(staging)} stays, and lists the finished volumes. Not restored: ${names}. Remove the reported causes, then repeat the same command. If you do not want these volumes, or restored them alone, remove this directory:\nrm -r ${visible(shellWord(staging))}`;
  return RESTORE.note("restore-kept", detail, { address: volume });
}

/** The volume around a mounted file system is restored first now, and can give the directories above it to another user. */
function mountedNote({ volume, to, mount }: RefusedVolume, parts: readonly RestoreRequest[]): readonly Diagnostic[] {
  const around = parts.find((each) => to !== null && contains(each.wish.to, to) && each.mount !== mount);
  if (to === null || around === undefined) return [];
  const words = ["rdump", "restore", volume, "--to", `/mnt/DIR`].map(shellWord).join(" ");
  const detail = `${visible(to)} is on a file system of its own, below ${visible(around.wish.to)}. If a directory above it then belongs to another user, the repeated command refuses ${visible(volume)}. Mount its file system at a path that only root can replace, and restore it alone:\n${visible(words)}`;
  return [RESTORE.warning("restore-mounted-below", detail, { address: volume })];
}

/** The same, as an error of a volume. */
export function ofVolume(diagnostic: Diagnostic, volume: string): Diagnostic {
  return { ...diagnostic, severity: "error", address: diagnostic.address ?? volume };
}
