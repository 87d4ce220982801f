import { createHash } from "node:crypto";
import {
  canonicalJson,
  type FileWrite,
  fieldsOf,
  parseJson,
  type ReadIo,
  type RestoreOrder,
} from "@rdump/core/provider";

/** The directory of a restore that only the caller can enter. It is removed at the end. */
export const STAGING = ".rdump-restore";
/** In it: the order of the restore. */
export const ORDER_NAME = "order.json";
/** In it: the root of the restored tree. */
export const TREE_NAME = "tree";
/** In it: what `--overwrite` replaces. */
export const REPLACED_NAME = "replaced";
/** Larger than any order that rdump writes. */
export const ORDER_LIMIT = 1024 * 1024;

/** In the destination, or in a directory above it for this destination alone. */
export function stagingIn(directory: string, to: string): string {
  const suffix = directory === to ? "" : `-${createHash("sha256").update(to).digest("hex").slice(0, 16)}`;
  return `${directory === "/" ? "" : directory}/${STAGING}${suffix}`;
}

export function treeIn(staging: string): string {
  return `${staging}/${TREE_NAME}`;
}

/** The directories above a path, outermost first, and the path itself. */
export function prefixesOf(path: string): readonly string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

/** `placing`: the tree is whole and checked, and its files are being moved to their place. */
export function orderWrite(staging: string, order: RestoreOrder, run: string, placing: boolean): FileWrite {
  const content = `${canonicalJson({ formatVersion: 1, ...order, run, placing }, 2)}\n`;
  return { do: "write", path: `${staging}/${ORDER_NAME}`, content, mode: 0o600 };
}

export interface StagedOrder {
  readonly order: RestoreOrder;
  readonly run: string;
  readonly placing: boolean;
}

/** Null: it is not an order that this version wrote. */
export function parseOrder(content: Buffer): StagedOrder | null {
  const value = parseJson(content.toString("utf8"));
  const { formatVersion, run, placing } = fieldsOf(value);
  if (formatVersion !== 1 || typeof run !== "string" || typeof placing !== "boolean") return null;
  const order = orderIn(value);
  return order === null ? null : { order, run, placing };
}

/** The known fields of an object; null if it is no order. */
export function orderIn(value: unknown): RestoreOrder | null {
  const { owner, volume, address, point, paths } = fieldsOf(value);
  if (typeof owner !== "string" || typeof volume !== "string" || typeof address !== "string") return null;
  if (!Array.isArray(paths) || !paths.every((path): path is string => typeof path === "string")) return null;
  const { id, name, time } = fieldsOf(point);
  if (typeof id !== "string" || typeof name !== "string" || typeof time !== "string") return null;
  return { owner, volume, address, point: { id, name, time }, paths };
}

/** Whether the tree of a closed directory is whole, and its files are being moved to their place. */
export async function isPlacing(staging: string, io: Pick<ReadIo, "readFile">): Promise<boolean> {
  const content = await io.readFile(`${staging}/${ORDER_NAME}`, ORDER_LIMIT, { own: true }).catch(() => null);
  return content !== null && parseOrder(content)?.placing === true;
}
