import { lstatSync, readdirSync } from "node:fs";

/** Bytes that a directory occupies. A file with several names counts once. */
export function allocatedBytes(directory: string): number {
  const seen = new Set<string>();
  const sum = (path: Buffer): number => {
    const stat = lstatSync(path);
    const file = `${stat.dev}:${stat.ino}`;
    if (seen.has(file)) return 0;
    seen.add(file);
    const own = stat.blocks * 512;
    if (!stat.isDirectory()) return own;
    const names = readdirSync(path, { encoding: "buffer" });
    return names.reduce((total, name) => total + sum(Buffer.concat([path, Buffer.from("/"), name])), own);
  };
  return sum(Buffer.from(directory));
}
