import type { Progress } from "@rdump/core/provider";

/** `     3000000  20%    5.33MB/s    0:00:00 (xfr#1, to-chk=8/10)`; the bracket only when a file has just ended. */
const LINE = /^\s*(\d+)\s+\d+%\s+\S+\s+[\d:]+(?:\s+\(xfr#\d+, (to|ir)-chk=(\d+)\/(\d+)\))?\s*$/;

/** A line of `--info=progress2`; null for any other line. While rsync still scans (`ir-chk`), the total is not known. */
export function parseProgress(line: string): Progress | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const [, bytes, scan, left, total] = match;
  if (scan === undefined) return { bytes: Number(bytes) };
  const files = Number(total) - Number(left);
  return scan === "to" ? { bytes: Number(bytes), files, totalFiles: Number(total) } : { bytes: Number(bytes), files };
}
