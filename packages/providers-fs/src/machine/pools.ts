import type { Collected } from "./collected.ts";

/** The pools, their devices and properties, and the properties of the datasets. */
export async function collectPools(collected: Collected): Promise<void> {
  const pools = await collected.output(["zpool", "list", "-H", "-o", "name"]);
  if (pools === null || pools.trim() === "") return;
  await collected.keep("zfs/status.txt", ["zpool", "status", "-P"]);
  await collected.keep("zfs/pools.txt", ["zpool", "get", "-Hp", "all"]);
  const properties = await collected.output(["zfs", "get", "-Hp", "-t", "filesystem,volume", "all"]);
  if (properties !== null) collected.add("zfs/datasets.txt", setProperties(properties));
}

/** Needed to make a dataset again, although no user can set them later. */
const OF_CREATION = new Set(["type", "encryptionroot", "volsize", "volblocksize", "normalization", "casesensitivity"]);

/** Without statistics and defaults: of very many datasets these are most of the output. */
export function setProperties(listed: string): string {
  const kept = listed.split("\n").filter((line) => {
    const [, property = "", , source = ""] = line.split("\t");
    return OF_CREATION.has(property) || !["-", "default", ""].includes(source);
  });
  return `${kept.join("\n")}\n`;
}
