import { lstatSync, readdirSync } from "node:fs";

/** Facts about an entry that a revision of rsure does not have. */
export interface Facts {
  readonly kind: "directory" | "file" | "other";
  readonly mtimeNs: bigint;
  /** Allocated bytes. */
  readonly allocated: bigint;
  readonly size: bigint;
  /** The first path of the same file. */
  readonly firstName: string;
}

/** Facts by path; a character of a path is a byte. */
export type Inventory = ReadonlyMap<string, Facts>;

export function takeInventory(root: string): Inventory {
  const entries = new Map<string, Facts>();
  const firstNames = new Map<string, string>();
  const walk = (path: string) => {
    const bytes = Buffer.concat([Buffer.from(root), Buffer.from(path, "latin1")]);
    const stat = lstatSync(bytes, { bigint: true });
    const file = `${stat.dev}:${stat.ino}`;
    const firstName = firstNames.get(file) ?? path;
    firstNames.set(file, firstName);
    const kind = stat.isDirectory() ? "directory" : stat.isFile() ? "file" : "other";
    entries.set(path, { kind, mtimeNs: stat.mtimeNs, allocated: stat.blocks * 512n, size: stat.size, firstName });
    if (kind !== "directory") return;
    const names = readdirSync(bytes, { encoding: "buffer" }).map((name) => name.toString("latin1"));
    for (const name of names.sort()) walk(`${path}/${name}`);
  };
  walk("");
  return entries;
}
