import { createHash } from "node:crypto";
import { type BigIntStats, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

const SLASH = Buffer.from("/");

/** All entries below a directory by path, with one character for each byte. */
export type Tree = ReadonlyMap<string, string>;

/** Names are bytes: a name that is no UTF-8 is read and compared as it is. */
export function readTree(root: string, omitted: readonly string[] = []): Tree {
  const tree = new Map<string, string>();
  const inodes = new Map<bigint, string>();
  const visit = (directory: Buffer, prefix: string): void => {
    for (const name of readdirSync(directory, { encoding: "buffer" }).sort(Buffer.compare)) {
      const path = Buffer.concat([directory, SLASH, name]);
      const below = `${prefix}${name.toString("latin1")}`;
      if (omitted.includes(below)) continue;
      const stat = lstatSync(path, { bigint: true });
      const first = stat.isFile() ? (inodes.get(stat.ino) ?? below) : below;
      inodes.set(stat.ino, first);
      tree.set(below, `${described(stat)} ${contentOf(path, stat)}${first === below ? "" : ` = ${first}`}`);
      if (stat.isDirectory()) visit(path, `${below}/`);
    }
  };
  visit(Buffer.from(root), "");
  return tree;
}

/** What differs, a line each; nothing when the trees are equal. */
export function differences(wanted: Tree, found: Tree): readonly string[] {
  const paths = [...new Set([...wanted.keys(), ...found.keys()])].sort();
  return paths
    .filter((path) => wanted.get(path) !== found.get(path))
    .map(
      (path) => `${JSON.stringify(path)}: there ${wanted.get(path) ?? "absent"}, here ${found.get(path) ?? "absent"}`,
    );
}

/** Type and permissions, owner, group, and the time of the last change to the nanosecond. */
function described({ mode, uid, gid, mtimeNs }: BigIntStats): string {
  return `${mode.toString(8)} ${uid}:${gid} ${mtimeNs}`;
}

function contentOf(path: Buffer, stat: BigIntStats): string {
  if (stat.isSymbolicLink()) return `-> ${readlinkSync(path, { encoding: "buffer" }).toString("latin1")}`;
  if (!stat.isFile()) return "";
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
