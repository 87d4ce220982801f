import { visible } from "../diagnostics/visible.ts";
import { pointAddress } from "../model/address.ts";
import type {
  DiffOutput,
  EntryFacts,
  FindOutput,
  FoundDifference,
  FoundEntry,
  FoundVersion,
  FoundVolume,
  ListOutput,
  NamedState,
  PathText,
} from "../model/recorded.ts";
import { bytesText } from "../model/size.ts";
import { counted } from "./quantity.ts";

/** `rdump ls`: like `ls -ln`. */
export function listLines({ point, path, entries }: ListOutput): readonly string[] {
  return [
    headOf(point),
    ...entries.map((entry) => {
      const { kind, mode, uid, gid, size, modified, target } = entry;
      const owner = `${uid ?? "?"}:${gid ?? "?"}`.padEnd(11);
      const bytes = (size === null ? "" : bytesText(size)).padStart(9);
      const name = shownPath({ ...entry, path: within(entry.path, path) });
      const link = target === null ? "" : ` -> ${visible(target)}`;
      return `${modeText(kind, mode)} ${owner} ${bytes} ${(modified ?? "").padEnd(20)} ${name}${link}`;
    }),
  ];
}

/** `rdump diff`, line by line: there can be hundreds of thousands. */
export function* diffLines({ older, newer, differences }: DiffOutput): Generator<string, void> {
  yield `older: ${headOf(older)}`;
  yield `newer: ${headOf(newer)}`;
  for (const difference of differences) yield differenceText(difference);
  yield differences.length === 0 ? "No differences." : `${counted(differences.length, "difference")}.`;
}

/** `rdump find`, line by line. */
export function* findLines({ volumes }: FindOutput): Generator<string, void> {
  for (const volume of volumes) {
    for (const entry of volume.entries) yield* entryLines(entry, volume);
    yield* gapLines(volume);
  }
}

function gapLines({ volume, problem, notRecorded }: FoundVolume): readonly string[] {
  if (problem !== null) return [`${visible(volume)}: not recorded. ${problem}`];
  if (notRecorded.length === 0) return [];
  const some = notRecorded.slice(0, SOME).map(visible).join(", ");
  return [`${visible(volume)}: ${counted(notRecorded.length, "point")} not recorded: ${some}${more(notRecorded)}`];
}

const SOME = 3;

function more({ length }: readonly string[]): string {
  return length > SOME ? ` and ${length - SOME} more` : "";
}

function entryLines(entry: FoundEntry, volume: FoundVolume): readonly string[] {
  const excluded = entry.excluded ? "  (excluded by the config: in no point)" : "";
  const lines = [`${visible(volume.volume)}: ${shownPath(entry)}${excluded}`];
  for (const [at, version] of entry.versions.entries()) {
    const next = entry.versions[at + 1];
    lines.push(`    ${versionText(version, volume)}`);
    if (!entry.excluded) lines.push(`        ${pointsText(version, volume)}`);
    if (version.until !== null && next?.from !== version.until)
      lines.push(`    ${timeOf(version.until, volume)}  deleted`);
  }
  return lines;
}

function versionText(version: FoundVersion, volume: FoundVolume): string {
  const { changed, modified } = version;
  const what = changed === null ? "" : `  changed: ${changed.map(visible).join(", ")}`;
  const time = modified === null ? "" : `, modified ${modified}`;
  return `${timeOf(version.from, volume)}  ${kindText(version)}${time}${what}`;
}

function kindText({ kind, size, target }: EntryFacts): string {
  const name = KINDS[kind] ?? visible(kind);
  if (size !== null) return `${name} of ${bytesText(size)}`;
  return target === null ? name : `${name} to ${visible(target)}`;
}

const KINDS: { readonly [kind: string]: string } = {
  file: "file",
  dir: "directory",
  lnk: "link",
  fifo: "fifo",
  sock: "socket",
  chr: "character device",
  blk: "block device",
};

/** The newest points with a version. */
function pointsText({ from, until }: FoundVersion, { revisions }: FoundVolume): string {
  const first = revisions.findIndex(({ name }) => name === from);
  const end = until === null ? revisions.length : revisions.findIndex(({ name }) => name === until);
  const points = revisions.slice(first, end).flatMap((each) => each.points);
  if (points.length === 0) return "in no point";
  const newest = points.toReversed();
  return `in ${counted(points.length, "point")}: ${newest.slice(0, SOME).map(visible).join(", ")}${more(newest)}`;
}

function timeOf(name: string, { revisions }: FoundVolume): string {
  return revisions.find((each) => each.name === name)?.time ?? visible(name);
}

function differenceText(difference: FoundDifference): string {
  const path = difference.path === "" ? "." : shownPath(difference);
  switch (difference.type) {
    case "added":
      return `+ ${path}${difference.kind === "dir" ? "/" : ""}`;
    case "removed":
      return `- ${path}${difference.kind === "dir" ? "/" : ""}`;
    case "changed":
      return `~ ${path}  ${difference.attributes.map(visible).join(", ")}`;
  }
}

function headOf({ address, name, time, state }: NamedState): string {
  const incomplete = state === "complete" ? "" : `, ${state}`;
  return `${visible(pointAddress(address, name))} (${time}${incomplete})`;
}

/** A path that is not UTF-8 has its bytes beside it. */
function shownPath({ path, bytes }: PathText): string {
  return bytes === undefined ? visible(path) : `${visible(path)}  (${visible(bytes)})`;
}

function within(path: string, above: string): string {
  return above === "" || path === above ? path : path.slice(above.length + 1);
}

const LETTERS: { readonly [kind: string]: string } = {
  file: "-",
  dir: "d",
  lnk: "l",
  fifo: "p",
  sock: "s",
  chr: "c",
  blk: "b",
};

/** `drwxr-x---`. */
function modeText(kind: string, mode: number | null): string {
  const letter = LETTERS[kind] ?? "?";
  if (mode === null) return `${letter}?????????`;
  const groups = [6, 3, 0].map((shift, at) => {
    const bits = (mode >> shift) & 7;
    const special = ((mode >> (11 - at)) & 1) === 1;
    const [execute, marked, alone] = at === 2 ? ["x", "t", "T"] : ["x", "s", "S"];
    const last = special ? ((bits & 1) === 1 ? marked : alone) : (bits & 1) === 1 ? execute : "-";
    return `${(bits & 4) === 0 ? "-" : "r"}${(bits & 2) === 0 ? "-" : "w"}${last}`;
  });
  return letter + groups.join("");
}
