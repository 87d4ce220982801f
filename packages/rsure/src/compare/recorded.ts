import { corrupt } from "../errors.ts";
import { attributesOf, nameOf } from "../format/line.ts";
import { type Attributes, type Kind, PREAMBLE, ROOT_NAME } from "../format/node.ts";
import { noteText } from "../heap.ts";
import type { Difference } from "./difference.ts";
import { type Directory, directoryAt, type PlacedName, pathOf, placedIn, ROOT } from "./directory.ts";
import type { MetadataEntry, MetadataOptions } from "./entry.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { inWindow } from "./listing.ts";

/** Gets an entry of a revision, and the number of directories above it. */
type Take = (entry: MetadataEntry, depth: number) => void;

/**
 * Calls `take` for each entry of a revision's text, in order; a directory comes before its content. A call for each entry and
 * no list of them: what lives longer than a moment costs the garbage collector more than the comparison. Yields after each
 * piece of the text.
 *
 * @param fingerprint makes the ids
 */
export async function* readRecorded(
  text: AsyncIterable<string>,
  options: MetadataOptions,
  fingerprint: Fingerprint,
  take: Take,
): AsyncGenerator<void, void> {
  const directories: Directory[] = [];
  let line = 0;
  for await (const piece of noteText(text)) {
    for (let at = 0; at < piece.length; line++) {
      const end = piece.indexOf("\n", at);
      const each = piece.slice(at, end);
      at = end + 1;
      if (line < PREAMBLE.length) continue;
      const above = directories.at(-1);
      switch (each.charCodeAt(0)) {
        case 0x64:
        case 0x66: {
          const isDirectory = each.charCodeAt(0) === 0x64;
          const place = above === undefined ? rootOf(each) : placedIn(above, nameOf(each), fingerprint);
          take(entryOf(place, each, options), directories.length);
          if (isDirectory) directories.push(directoryAt(place));
          break;
        }
        case 0x75:
          directories.pop();
          break;
        case 0x2d:
          break;
        default:
          throw corrupt("a line has an unknown type");
      }
    }
    yield;
  }
}

function rootOf(line: string): PlacedName {
  if (line.charCodeAt(0) !== 0x64 || nameOf(line) !== ROOT_NAME) throw corrupt("a revision has no root");
  return ROOT;
}

/** The entries of a revision with these ids, as differences of hard links. */
export async function* namedLinks(
  text: AsyncIterable<string>,
  ids: ReadonlySet<number>,
  fingerprint: Fingerprint,
): AsyncGenerator<Difference, void> {
  const found: Difference[] = [];
  const entries = readRecorded(text, { ignored: new Set(), window: 1 }, fingerprint, (entry) => {
    if (ids.has(entry.id)) found.push({ type: "changed", path: pathOf(entry), attributes: ["links"] });
  });
  for await (const _ of entries) yield* found.splice(0);
}

/** The line of nearly every file; much quicker than the general way. */
const FILE =
  / \[ctime [^ ]+ gid ([^ ]+) ino ([^ ]+) kind file mtime ([^ ]+) perm ([^ ]+) (?:sha1 [^ ]+ )?(?:sha256 [^ ]+ )?size ([^ ]+) uid ([^ ]+) (?:xattrs [^ ]+ )?\]$/;

function attributesIn(line: string): Attributes {
  const found = FILE.exec(line);
  if (found === null) return attributesOf(line);
  const [, gid = "", ino = "", mtime = "", perm = "", size = "", uid = ""] = found;
  return { kind: "file", gid, ino, mtime, perm, size, uid };
}

function entryOf(place: PlacedName, line: string, { ignored, window }: MetadataOptions): MetadataEntry {
  const { kind = "?", perm = "", uid = "", gid = "", size = "", mtime = "", targ = "", ino = "" } = attributesIn(line);
  return {
    ...place,
    kind: kind as Kind,
    perm: kind === "lnk" || ignored.has("perm") ? "" : perm,
    uid: ignored.has("uid") ? "" : uid,
    gid: ignored.has("gid") ? "" : gid,
    size,
    mtime: mtime === "" || ignored.has("mtime") ? "" : inWindow(mtime, window),
    targ,
    ino: kind === "file" && ino !== "" ? Number(ino) : Number.NaN,
  };
}
