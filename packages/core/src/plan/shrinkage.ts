import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { History } from "../model/history.ts";
import { hasNoRules } from "../model/keep.ts";
import { unescapedPath } from "../model/recorded.ts";
import {
  type FileCount,
  hasFewer,
  hasShrunk,
  isSmaller,
  type Shrinkage,
  type SourceFinding,
} from "../model/shrinkage.ts";
import { bytesText } from "../model/size.ts";
import type { Target } from "../model/target.ts";
import type { Volume } from "../model/volume.ts";
import { PLAN } from "./codes.ts";

/** The open findings of the runs of an owner, by volume and by the target that counted. */
export function openShrinkages({ findings }: History, owner: string): readonly Shrinkage[] {
  const open = new Map<string, Map<string, Shrinkage>>();
  for (const finding of findings) {
    if (finding.owner !== owner || finding.kind === "made") continue;
    const { kind, volume, by } = finding;
    const ofVolume = open.get(volume) ?? new Map<string, Shrinkage>();
    open.set(volume, ofVolume);
    if (kind === "accepted") ofVolume.clear();
    else if (kind === "regrown") ofVolume.delete(by);
    else ofVolume.set(by, worsened(ofVolume.get(by) ?? null, finding));
  }
  return [...open.values()].flatMap((ofVolume) => [...ofVolume.values()]).sort(byPlace);
}

/** The first loss decides: the files that were there before it must come back. */
function worsened(before: Shrinkage | null, finding: SourceFinding): Shrinkage {
  const { volume, by, run, time, had, gone, has, since, bytes, lost } = finding;
  const names = lost === undefined ? {} : { lost };
  const known = { ...(since === undefined ? {} : { since }), ...(bytes === undefined ? {} : { bytes }), ...names };
  if (before === null) return { volume, by, run, time, had, gone, has, ...known };
  // A count from the same revision replaces the earlier count.
  if (since !== undefined && since === before.since) return { ...before, gone, has, ...names };
  return { ...before, gone: Math.max(before.gone, Math.min(before.had, before.had - has)), has };
}

function byPlace(a: Shrinkage, b: Shrinkage): number {
  return order(a.volume, b.volume) || order(a.by, b.by);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The finding of a count of a source; null if there is nothing new. `open`: the previous finding of the same target. If both
 * counted the files of one revision, the loss ends when these files are back; otherwise when the number is as before.
 */
export function judge(count: FileCount, open: Shrinkage | null, limit: number): Verdict | null {
  const { had, gone, has, compared, bytes } = count;
  const { lost } = compared ?? {};
  const from = compared === undefined ? {} : { since: compared.since, ...(lost === undefined ? {} : { lost }) };
  const isSame = compared !== undefined && compared.since === open?.since;
  if (had !== null && hasShrunk(count, limit)) {
    return isSame && gone === open.gone && has === open.has ? null : { kind: "shrunk", had, gone, has, ...from };
  }
  if (isSame) return { kind: "regrown", had: open.had, gone, has, since: compared.since };
  if (had !== null && isSmaller(bytes, limit)) return { kind: "shrunk", had, gone, has, ...(bytes ? { bytes } : {}) };
  return open === null ? null : hasGrownBack(count, open, limit);
}

type Verdict = Pick<Shrinkage, "had" | "gone" | "has" | "since" | "bytes" | "lost"> & {
  readonly kind: "shrunk" | "regrown";
};

/** A loss that was found by a number ends when the number is as before. */
function hasGrownBack({ has, bytes }: FileCount, open: Shrinkage, limit: number): Verdict | null {
  const { had } = open;
  const regrown: Verdict = { kind: "regrown", had, gone: Math.max(0, had - has), has };
  if (open.bytes !== undefined) {
    if (bytes === undefined || isSmaller({ had: open.bytes.had, has: bytes.has }, limit)) return null;
    return hasFewer({ had, has }, limit) ? null : regrown;
  }
  if (!hasFewer(open, limit) || hasFewer({ had, has }, limit)) return null;
  return regrown;
}

/** Why deletions of a volume require confirmation; null if they do not. */
export function shrinkageGuard(volume: string, { gap }: History, shrunken: readonly Shrinkage[]): string | null {
  if (gap !== null) return "the record of points cannot be read, so it is unknown whether the source lost files";
  const found = shrunken.find((each) => each.volume === volume);
  return found === undefined ? null : `${lossText(found)}, and the loss was not confirmed`;
}

/** `2 of 3 files were missing in the source at 2026-11-22T20:06:40Z`. */
export function lossText({ had, gone, has, time, since, bytes }: Shrinkage): string {
  if (bytes !== undefined && has > 0) {
    return `the source had ${bytesText(bytes.has)} in ${has} files at ${time}, and ${bytesText(bytes.had)} before`;
  }
  const files = had === 1 ? "file" : "files";
  if (has === 0) return `the source was empty at ${time}, and had ${had} ${files} before`;
  const how = since === undefined ? "missing" : "missing or empty";
  return `${gone} of ${had} ${files} were ${how} in the source at ${time}`;
}

/** The first of the lost files, a line each; empty where they are not known. */
export function lostFilesText(found: readonly Shrinkage[]): string {
  const named = found.find(({ lost = [] }) => lost.length > 0);
  if (named?.lost === undefined) return "";
  const names = named.lost.map((path) => `\n    ${visible(textOf(path))}`);
  const more = named.gone > names.length ? `\n    … (${named.gone} in all)` : "";
  return `\nMissing or empty:${names.join("")}${more}`;
}

function textOf(path: string): string {
  return Buffer.from(unescapedPath(path), "latin1").toString("utf8");
}

/**
 * For a volume without a rule that destroys points there is no deletion to confirm: the user accepts the loss by raising
 * the limit.
 */
export function areAllowed(shrinkages: readonly Shrinkage[], { targets }: Volume, limit: number): boolean {
  const isThinned = targets.flatMap(withLater).some(({ keep }) => !hasNoRules(keep));
  return !isThinned && !shrinkages.some((each) => hasFewer(each, limit) || isSmaller(each.bytes, limit));
}

function withLater(target: Target): readonly Target[] {
  return target.targetType === "mirrors/dataset" ? [target, ...target.archives, ...target.replicas] : [target];
}

/** How the user can settle a loss. */
export const WAYS_OUT =
  "If files are missing by mistake (a disk that is not mounted, a lost file system), restore them: the next run ends this state. If they were deleted on purpose, read which points the plan would destroy, and confirm their exact number with apply --allow-destroy. If no deletion requires confirmation, because the keep rules never destroy a point of the volume, raise limits.shrink for one run";

/** The diagnostic of the losses of a volume, in the run that finds it and in each plan until the loss is settled. */
export function shrunkenDiagnostic(volume: string, found: readonly Shrinkage[], limit: number): Diagnostic {
  const allowed = `${Math.round(limit * 1000) / 10}%`;
  const losses = found.map((each) => `${each.by} counted: ${lossText(each)}.`).join(" ");
  const detail = `${losses} limits.shrink allows ${allowed}. New points are made from the source as it is. No older point of the volume is destroyed without confirmation. ${WAYS_OUT}.${lostFilesText(found)}`;
  return PLAN.warning("source-shrunken", detail, { address: volume });
}

/** The open shrinkages of the volumes that this plan covers. */
export function shrunkenIn({ config, volumes }: Desired, history: History): readonly Shrinkage[] {
  const asked = new Set(volumes.map(({ name }) => name));
  return openShrinkages(history, config.id).filter(({ volume }) => asked.has(volume));
}

/** Above this share, changed content under the same names is reported. */
const MOST_CHANGED = 0.9;

export function isOtherContent({ had, compared }: FileCount): boolean {
  return had !== null && had > 1 && compared !== undefined && compared.changed > had * MOST_CHANGED;
}

export function otherContentDiagnostic(volume: string, { had, compared }: FileCount): Diagnostic {
  const detail = `${compared?.changed ?? 0} of ${had} files have other content under the same names. New points are made of the source as it is. If another disk is mounted in this place, mount the right disk. If a program has encrypted the files, restore them before older points expire.`;
  return PLAN.warning("source-changed", detail, { address: volume });
}
