import {
  canonicalJson,
  type FileWrite,
  type FinishedRestore,
  fieldsOf,
  parseJson,
  type ReadIo,
} from "@rdump/core/provider";
import { ORDER_LIMIT, orderIn } from "./order.ts";

/** In the closed directory of the volume that is finished last: the volumes that are finished before it. */
export const FINISHED_NAME = "finished.json";

export function finishedWrite(staging: string, finished: readonly FinishedRestore[]): FileWrite {
  const content = `${canonicalJson({ formatVersion: 1, finished }, 2)}\n`;
  return { do: "write", path: `${staging}/${FINISHED_NAME}`, content, mode: 0o600 };
}

/** Empty also if the file cannot be used: then the destinations of these volumes are reported as not empty. */
export async function readFinished(staging: string, io: Pick<ReadIo, "readFile">): Promise<readonly FinishedRestore[]> {
  const content = await io.readFile(`${staging}/${FINISHED_NAME}`, ORDER_LIMIT, { own: true }).catch(() => null);
  return content === null ? [] : parseFinished(content);
}

/** Pure. */
export function parseFinished(content: Buffer): readonly FinishedRestore[] {
  const { formatVersion, finished } = fieldsOf(parseJson(content.toString("utf8")));
  if (formatVersion !== 1 || !Array.isArray(finished)) return [];
  return finished.flatMap((each: unknown): readonly FinishedRestore[] => {
    const { to, order } = fieldsOf(each);
    const known = orderIn(order);
    return typeof to !== "string" || known === null ? [] : [{ to, order: known }];
  });
}
