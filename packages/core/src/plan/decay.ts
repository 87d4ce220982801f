import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Address } from "../model/address.ts";
import { type Decay, type DecayedFile, type DecayedTree, keptByName, openCount, openFiles } from "../model/decay.ts";
import type { History } from "../model/history.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";

/** The volumes of this plan with decayed files, also if they were accepted. */
export function decayedIn({ config, volumes }: Desired, { decays = [] }: History): readonly Decay[] {
  const asked = new Set(volumes.map(({ name }) => name));
  return decays.filter(
    (each) => each.owner === config.id && asked.has(each.volume) && (each.count > 0 || each.accepted !== undefined),
  );
}

interface Found {
  readonly owner: string;
  readonly volume: string;
  readonly by: Address;
  readonly run: string;
  readonly time: string;
}

/** The findings of a run, together with earlier findings: a file that decayed before keeps its first run, and what was accepted. */
export function joinedDecay(found: Found, seen: DecayedTree, before: Decay | undefined): Decay {
  const tree = before === undefined ? seen : withForgotten(seen, before);
  const known = new Map(before?.files.map((file) => [keyOf(file), file]));
  const files = keptByName(tree.files).map((file): DecayedFile => {
    const { now, accepted } = known.get(keyOf(file)) ?? {};
    return accepted === true && now === file.now ? { ...file, accepted } : file;
  });
  const isKnown = before !== undefined && files.every((file) => known.has(keyOf(file)));
  const { run, time } = isKnown && before.count >= tree.count ? before : found;
  const { newest } = tree;
  return {
    ...{ ...found, run, time, count: tree.count, files },
    ...(tree.isLive ? { suspected: true } : {}),
    ...(newest === undefined ? {} : { newest }),
    ...stillAccepted(tree, before),
  };
}

/** What was accepted together stays so as long as one of these files is as it was. */
function stillAccepted(
  { accepted = 0, isPartial }: DecayedTree,
  before: Decay | undefined,
): Pick<Decay, "acceptedUntil" | "accepted"> {
  if (before?.acceptedUntil === undefined) return {};
  const { acceptedUntil } = before;
  if (isPartial === true) return { acceptedUntil, accepted: Math.max(accepted, before.accepted ?? 0) };
  return accepted === 0 ? {} : { acceptedUntil, accepted };
}

/**
 * With the decayed files that were not looked at, or that the integrity data does not have any more, because it was lost or
 * replaced: they have not ended, and without the hash of their good content they are not found again.
 */
function withForgotten(seen: DecayedTree, before: Decay): DecayedTree {
  const all = seen.count + (seen.accepted ?? 0) + (seen.ended ?? 0);
  const isComplete = seen.ended === undefined || all >= before.count + (before.accepted ?? 0);
  if ((isComplete && seen.isPartial !== true) || openCount(before) === 0) return seen;
  const present = new Set(seen.files.map(keyOf));
  const kept = openFiles(before).filter((file) => !present.has(keyOf(file)));
  const count = Math.max(openCount(before), seen.count + kept.length);
  return { ...seen, count, files: [...seen.files, ...kept] };
}

/** Whether files are decayed that are not among those that are known. */
export function hasFurther(decay: Decay, known: Decay): boolean {
  const files = new Set(openFiles(known).map(keyOf));
  return openCount(decay) > openCount(known) || openFiles(decay).some((file) => !files.has(keyOf(file)));
}

function keyOf({ path, bytes, good }: DecayedFile): string {
  return JSON.stringify([bytes ?? path, good]);
}

/** Why deletions of a volume require confirmation; null if they do not. */
export function decayGuard(volume: string, decays: readonly Decay[]): string | null {
  const found = decays.find((each) => each.volume === volume);
  if (found === undefined || !isWithholding(found)) return null;
  return `${decayText(found)}, and older points have the good content`;
}

export function isWithholding(decay: Decay): boolean {
  return decay.suspected !== true && openCount(decay) > 0;
}

const MOST_NAMED = 10;

/** In characters. */
const LONGEST_NAME = 120;

function nameOf(path: string): string {
  const safe = visible(path);
  return safe.length <= LONGEST_NAME ? safe : `${safe.slice(0, LONGEST_NAME)}…`;
}

/** `2 files of the source decayed (a, b)`. */
export function decayText(decay: Decay): string {
  const count = openCount(decay);
  const named = openFiles(decay)
    .slice(0, MOST_NAMED)
    .map(({ path }) => nameOf(path));
  const more = count - named.length;
  return `${count === 1 ? "1 file" : `${count} files`} of the source decayed (${named.join(", ")}${more > 0 ? `, and ${more} more` : ""})`;
}

/** The diagnostic of a decay, in each run that finds it and in each plan until it ends. */
export function decayDiagnostic(decay: Decay, addresses: readonly Address[]): Diagnostic {
  const detail = decayDetail(decay, addresses);
  const code = decay.suspected === true ? "source-decay-suspected" : "source-decayed";
  return PLAN.warning(code, detail, { address: decay.volume });
}

export function decayDiagnostics(decays: readonly Decay[], assessments: readonly Assessment[]): readonly Diagnostic[] {
  const addressesOf = (volume: string) =>
    assessments.flatMap(({ desired: { group } }) => (group.volume.name === volume ? [group.address] : []));
  return decays.filter((each) => openCount(each) > 0).map((each) => decayDiagnostic(each, addressesOf(each.volume)));
}

/** `addresses`: of the groups of the volume. */
export function decayDetail(decay: Decay, addresses: readonly Address[]): string {
  const { suspected } = decay;
  const what = `${decayText(decay)}: the content changed, but inode, size, mtime and ctime did not.`;
  const accept = `If the present content is right:\n${acceptCommand(decay)}`;
  if (suspected === true) {
    return `${what} The volume is read live, so a program may have written to a file through a memory mapping. Archives get the present content, and a mirror in a directory keeps the former content.${waysBack(decay, addresses)}\n${accept}`;
  }
  return `${what} Mirrors keep the former content, and no older point of the volume is destroyed without confirmation.${waysBack(decay, addresses)}\n${accept}`;
}

/** A path that is no UTF-8 is named by its bytes. */
function acceptCommand(decay: Decay): string {
  if (openCount(decay) > MOST_NAMED) return ["rdump", "accept", decay.volume, "--all"].map(shellWord).join(" ");
  const paths = openFiles(decay)
    .slice(0, MOST_NAMED)
    .map(({ path, bytes }) => bytes ?? path);
  return ["rdump", "accept", decay.volume, ...paths].map(shellWord).join(" ");
}

/** The paths that a restore can name. */
function pathsOf(decay: Decay): readonly string[] {
  return openFiles(decay)
    .filter(({ bytes }) => bytes === undefined)
    .slice(0, MOST_NAMED)
    .map(({ path }) => path);
}

/** Where the good content is, and the commands that restore it. A mirror keeps the former content of a decayed file. */
function waysBack(decay: Decay, addresses: readonly Address[]): string {
  const paths = pathsOf(decay);
  if (paths.length === 0) return "";
  const asOf =
    openFiles(decay)
      .map((file) => file.asOf)
      .sort()[0] ?? decay.time;
  const ways = addresses.flatMap((address): readonly string[] => {
    const from = ["rdump", "restore", decay.volume, ...paths, "--from", address];
    const target = address.slice(decay.volume.length + 1);
    if (target.startsWith("mirrors[")) return [[...from, "--to", "DIR"].map(shellWord).join(" ")];
    if (target.startsWith("archives[")) return [[...from, "--at", asOf, "--to", "DIR"].map(shellWord).join(" ")];
    return [];
  });
  if (ways.length === 0) return ` The newest integrity data with the good content is from ${asOf}.`;
  return ` Mirrors, and archives until ${asOf}, have the good content. To restore the files:\n${ways.join("\n")}`;
}
