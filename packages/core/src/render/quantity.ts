import type { Moved } from "../model/outcome.ts";
import { bytesText } from "../model/size.ts";

/** `1 archive`, `2 archives`; a plural that is irregular is given. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function spanText(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return pair(whole, 60, "min", 1, "s");
  if (whole < 86_400) return pair(whole, 3600, "h", 60, "min");
  return pair(whole, 86_400, "d", 3600, "h");
}

function pair(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const head = `${Math.floor(seconds / large)} ${largeUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}

/** `1,234 files, 5.0 GiB, 42 MiB stored`, a part each, as far as it is known. */
export function movedParts({ files, bytes, stored, freed }: Moved): readonly string[] {
  const parts: string[] = [];
  if (files !== undefined) parts.push(counted(files, "file"));
  if (bytes !== undefined) parts.push(bytesText(bytes));
  if (stored !== undefined) parts.push(`${bytesText(stored)} stored`);
  if (freed !== undefined) parts.push(`${bytesText(freed)} freed`);
  return parts;
}
