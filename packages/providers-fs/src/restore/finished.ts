import { createHash } from "node:crypto";
import {
  canonicalJson,
  type FileWrite,
  type FinishedRestore,
  fieldsOf,
  parseJson,
  type ReadIo,
} from "@rdump/core/provider";
import { ORDER_LIMIT, orderIn } from "./order.ts";

/** More volumes than a restore has. */
export const MOST_NAMES = 10_000;

/** `finished.json`: the list of several volumes, as an earlier version wrote it. */
const FINISHED_NAME = /^finished(-[0-9a-f]{16})?\.json$/;

/** Whether it is the name of a note in a closed directory. */
export function isFinishedName(name: string): boolean {
  return FINISHED_NAME.test(name);
}

/** A file for each volume, so that a later one is added to those that are there. */
export function finishedWrites(staging: string, finished: readonly FinishedRestore[]): readonly FileWrite[] {
  return finished.map((each) => {
    const path = `${staging}/finished-${createHash("sha256").update(each.to).digest("hex").slice(0, 16)}.json`;
    const content = `${canonicalJson({ formatVersion: 1, finished: [each] }, 2)}\n`;
    return { do: "write", path, content, mode: 0o600 };
  });
}

/** Without the files that cannot be used: then the destinations of their volumes are reported as not empty. */
export async function readFinished(
  staging: string,
  io: Pick<ReadIo, "names" | "readFile">,
): Promise<readonly FinishedRestore[]> {
  const names = ((await io.names(staging, MOST_NAMES)) ?? []).map((name) => name.toString("latin1"));
  const found: FinishedRestore[] = [];
  for (const name of names.filter(isFinishedName).sort()) {
    const content = await io.readFile(`${staging}/${name}`, ORDER_LIMIT, { own: true }).catch(() => null);
    if (content !== null) found.push(...parseFinished(content));
  }
  return found;
}

/** Pure. */
export function parseFinished(content: Buffer): readonly FinishedRestore[] {
  const { formatVersion, finished } = fieldsOf(parseJson(content.toString("utf8")));
  if (formatVersion !== 1 || !Array.isArray(finished)) return [];
  return finished.flatMap((each: unknown): readonly FinishedRestore[] => {
    const { to, order, run } = fieldsOf(each);
    const known = orderIn(order);
    if (typeof to !== "string" || known === null) return [];
    return [{ to, order: known, ...(typeof run === "string" ? { run } : {}) }];
  });
}
