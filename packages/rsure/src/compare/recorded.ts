import { corrupt } from "../errors.ts";
import { pathBelow } from "../format/below.ts";
import { attributesOf, nameOf } from "../format/line.ts";
import { type Attributes, type Kind, PREAMBLE, ROOT_NAME } from "../format/node.ts";
import { noteText } from "../heap.ts";
import type { MetadataEntry, MetadataOptions } from "./entry.ts";
import { inWindow } from "./listing.ts";

/**
 * Calls `take` for each entry of a revision's text, in order; a directory comes before its content. A call for each entry and
 * no list of them: what lives longer than a moment costs the garbage collector more than the comparison.
 */
export async function readRecorded(
  text: AsyncIterable<string>,
  options: MetadataOptions,
  take: (entry: MetadataEntry) => void,
): Promise<void> {
  let path = "";
  const lengths: number[] = [];
  let line = 0;
  for await (const piece of noteText(text)) {
    for (let at = 0; at < piece.length; line++) {
      const end = piece.indexOf("\n", at);
      const each = piece.slice(at, end);
      at = end + 1;
      if (line < PREAMBLE.length) continue;
      switch (each.charCodeAt(0)) {
        case 0x64: {
          const name = nameOf(each);
          const isRoot = lengths.length === 0 && name === ROOT_NAME;
          const own = isRoot ? "" : path + name;
          lengths.push(path.length);
          path = isRoot ? "" : pathBelow(path, name);
          take(entryOf(own, each, options));
          break;
        }
        case 0x66:
          take(entryOf(path + nameOf(each), each, options));
          break;
        case 0x75:
          path = path.slice(0, lengths.pop());
          break;
        case 0x2d:
          break;
        default:
          throw corrupt("a line has an unknown type");
      }
    }
  }
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

function entryOf(path: string, line: string, { ignored, window }: MetadataOptions): MetadataEntry {
  const { kind = "?", perm = "", uid = "", gid = "", size = "", mtime = "", targ = "", ino = "" } = attributesIn(line);
  return {
    path,
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
