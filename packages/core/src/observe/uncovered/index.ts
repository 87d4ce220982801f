import { parseExclude } from "../../config/index.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { visible } from "../../diagnostics/visible.ts";
import type { ReadIo } from "../../io/capability.ts";
import { readMounts } from "../../io/mountinfo.ts";
import { query } from "../../model/command.ts";
import type { Config } from "../../model/config.ts";
import { bytesText } from "../../model/size.ts";
import { OBSERVE } from "../codes.ts";
import type { Observed } from "../observe.ts";
import { findUncovered, type Uncovered } from "./find.ts";

/** Of more file systems, only the number is reported. */
const MOST_NAMED = 10;

/** One warning for each volume with local file systems below its source that are in no backup. */
export async function uncoveredBelow(
  config: Config,
  { sources }: Pick<Observed, "sources">,
  io: Pick<ReadIo, "readFile" | "query">,
): Promise<readonly Diagnostic[]> {
  const roots = new Map<string, string>();
  for (const { volume, root } of sources.values()) if (root !== null) roots.set(volume, root);
  const mounts = roots.size === 0 ? null : await readMounts(io).catch(() => null);
  if (mounts === null) return [];
  const byVolume = new Map<string, Uncovered[]>();
  for (const each of findUncovered({ config, roots, mounts })) {
    byVolume.set(each.volume, [...(byVolume.get(each.volume) ?? []), each]);
  }
  return Promise.all([...byVolume].map(([volume, found]) => diagnosticOf(volume, found, io)));
}

async function diagnosticOf(volume: string, found: readonly Uncovered[], io: Pick<ReadIo, "query">) {
  const named = found.slice(0, MOST_NAMED);
  const lines = await Promise.all(named.map(async (each) => lineOf(each, await usedBytes(each.mount.point, io))));
  const rest = found.length - named.length;
  const more = rest === 0 ? [] : [`and ${rest} more`];
  const detail = [
    "No volume covers these file systems below the source, and no exclude names them. They are in no backup of this volume:",
    ...[...lines, ...more].map((line) => `    ${line}`),
    "Declare a volume for each, with the targets of this volume, or exclude it here:",
    ...named.flatMap(declarationsOf).map((line) => `    ${line}`),
  ].join("\n");
  return OBSERVE.warning("source-uncovered", detail, { address: volume });
}

function lineOf({ mount }: Uncovered, used: number | null): string {
  const size =
    used === null ? "size unknown" : `${used < 2 ** 20 ? "less than 1.0 MiB" : `at least ${roughly(used)}`} used`;
  return `${visible(mount.point)} (${visible(mount.type)}, ${size})`;
}

/** A power of two: the exact size changes all the time, and each change would make a saved plan stale. */
function roughly(bytes: number): string {
  return bytesText(2 ** Math.floor(Math.log2(bytes)));
}

function declarationsOf({ mount, inner }: Uncovered): readonly string[] {
  const name =
    inner
      .replace(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 100) || "other";
  const source = mount.type === "zfs" ? { type: "zfs", dataset: mount.from } : { type: "plain", mount: mount.point };
  const exclude = `/${inner.replace(/[\\*?[\]]/g, "\\$&")}`;
  const volume = `${JSON.stringify(name)}: { source: ${objectText(source)}, archives: [...] },`;
  return typeof parseExclude(exclude) === "string" ? [volume] : [volume, `exclude: [${JSON.stringify(exclude)}],`];
}

function objectText(value: { readonly [key: string]: string }): string {
  const members = Object.entries(value).map(([key, text]) => `${key}: ${JSON.stringify(text)}`);
  return `{ ${members.join(", ")} }`;
}

/** Bytes in use; null: not known. The file system is local, so the query ends. */
async function usedBytes(point: string, io: Pick<ReadIo, "query">): Promise<number | null> {
  try {
    const { exitCode, stdout } = await io.query(query(["stat", "--file-system", "--format=%S %b %f", "--", point]));
    const [size = Number.NaN, blocks = Number.NaN, free = Number.NaN] = stdout.toString().trim().split(" ").map(Number);
    const used = size * (blocks - free);
    return exitCode === 0 && Number.isFinite(used) ? used : null;
  } catch {
    return null;
  }
}
