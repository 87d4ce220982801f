import { join } from "node:path/posix";
import {
  type EntryWish,
  type Failure,
  type ReadIo,
  type RecordedDifference,
  type RecordedEntry,
  type RecordedRevisions,
  type RecordedTree,
  type RecordedVersion,
  type RecordsRole,
  shortenedPath,
} from "@rdump/core/provider";
import { parseDifference } from "./check/judge.ts";
import { RSURE } from "./codes.ts";
import { type Place, type RsureCommand, readCommand } from "./command.ts";
import { pathOf } from "./path.ts";
import { parseObject, type Revisions, revisionsIn, whyNot } from "./revisions.ts";

/** More would not fit into the memory of a small machine. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Reads surefiles as they are. Nothing is restored or mounted. */
export function recordsOf(rsure: RsureCommand): RecordsRole {
  return {
    async revisions(tree, io): Promise<RecordedRevisions> {
      const found = await foundIn(rsure, placeOf(tree), io);
      return found.state === "present" ? { revisions: found.revisions } : { why: whyUnknown(found, placeOf(tree)) };
    },

    async entries(tree, wish, io) {
      const entries: RecordedEntry[] = [];
      const lists = new Lists();
      await read(rsure, { tree, words: wordsOf(wish), io }, (fields) => {
        const entry = parseEntry(fields, lists);
        if (entry !== null) entries.push(entry);
      });
      return entries;
    },

    async differences(tree, [older, newer], io) {
      const differences: RecordedDifference[] = [];
      const lists = new Lists();
      await read(rsure, { tree, words: [`--revision=${older}..${newer}`, "signoff"], io }, (fields) => {
        const difference = parseDifference(fields);
        if (difference === null) return;
        const { type, kind, attributes } = difference;
        differences.push({
          ...pathOf(String(fields.path)),
          ...{ type, attributes: lists.kept(attributes), kind: type === "changed" ? null : kind },
        });
      });
      return differences;
    },
  };
}

/** Lists of attributes, each once in memory: hundreds of thousands of differences have few different ones. */
class Lists {
  readonly #known = new Map<string, readonly string[]>();

  kept(list: readonly string[]): readonly string[] {
    const key = list.join("\0");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size < MOST_LISTS) this.#known.set(key, list);
    return list;
  }
}

/** A surefile of another origin can have very many different ones. */
const MOST_LISTS = 1000;

function placeOf({ directory, integrity }: RecordedTree): Place {
  return { directory, file: join(directory, integrity.surefile) };
}

/** A directory that the user may not enter is a reason, and no error. */
async function foundIn(rsure: RsureCommand, place: Place, io: ReadIo): Promise<Revisions> {
  try {
    return await revisionsIn(rsure, place, io);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { state: "unreadable", diagnostic: RSURE.error("rsure-unreadable", detail) };
  }
}

function whyUnknown(found: Revisions, { file }: Place): string {
  if (found.state === "unreadable") return found.diagnostic.detail;
  return `${shortenedPath(file)} does not exist, or another user can have written it.`;
}

function wordsOf({ revision, below, depth, name }: EntryWish): readonly string[] {
  return [
    ...(revision === null ? [] : [`--revision=${revision}`]),
    ...(below === "" ? [] : [`--path=${below}`]),
    ...(depth === null ? [] : [`--depth=${depth}`]),
    ...(name === "" ? [] : [`--name=${name}`]),
    "find",
  ];
}

interface Reading {
  readonly tree: RecordedTree;
  readonly words: readonly string[];
  readonly io: ReadIo;
}

/** Exit status 1 of rsure: there are differences. */
async function read(
  rsure: RsureCommand,
  { tree, words, io }: Reading,
  line: (fields: { readonly [key: string]: unknown }) => void,
): Promise<void> {
  const place = placeOf(tree);
  const found = await foundIn(rsure, place, io);
  if (found.state !== "present") throw unreadable(whyUnknown(found, place));
  const result = await io.query(readCommand(rsure, place, words, found.ofRoot), { maxOutput: MOST_OUTPUT });
  if (result.overflow) throw unreadable("Too many files were found. Give a narrower path or pattern.");
  if (result.exitCode !== 0 && result.exitCode !== 1)
    throw unreadable(`${shortenedPath(place.file)}: ${whyNot(result)}`);
  for (let at = 0; at < result.stdout.length; ) {
    const newline = result.stdout.indexOf(0x0a, at);
    const end = newline < 0 ? result.stdout.length : newline;
    const fields = parseObject(result.stdout.toString("utf8", at, end));
    // Another user replaced it after it was found.
    if (fields.type === "untrusted") throw unreadable(whyUnknown({ state: "absent" }, place));
    line(fields);
    at = end + 1;
  }
}

function unreadable(detail: string): Failure {
  return RSURE.failure("rsure-unreadable", detail);
}

function parseEntry({ type, path, versions }: { readonly [key: string]: unknown }, lists: Lists): RecordedEntry | null {
  if (type !== "entry" || typeof path !== "string" || !Array.isArray(versions)) return null;
  const known = versions.flatMap((version) => parseVersion(version, lists) ?? []);
  return { ...pathOf(path), versions: known };
}

/** Of the times that a Date can hold. */
const LAST_SECOND = 8.64e12;

function parseVersion(value: unknown, lists: Lists): RecordedVersion | null {
  const { from, until, changed, attributes } = recordOf(value);
  if (!Number.isSafeInteger(from)) return null;
  const { kind, size, mtime, perm, uid, gid, targ } = recordOf(attributes);
  const seconds = numberOf(mtime);
  const isFile = kind === "file";
  return {
    from: Number(from),
    until: Number.isSafeInteger(until) ? Number(until) : null,
    changed: Array.isArray(changed) ? lists.kept(changed.filter((each) => typeof each === "string")) : null,
    kind: typeof kind === "string" ? kind : "?",
    size: isFile ? numberOf(size) : null,
    modified: isFile && seconds !== null && Math.abs(seconds) <= LAST_SECOND ? seconds * 1000 : null,
    ...{ mode: numberOf(perm), uid: numberOf(uid), gid: numberOf(gid) },
    target: typeof targ === "string" ? pathOf(targ).path : null,
  };
}

function recordOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null ? (value as { [key: string]: unknown }) : {};
}

function numberOf(value: unknown): number | null {
  return typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : null;
}
