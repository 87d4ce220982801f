import type { Command } from "../model/command.ts";
import type { Callers } from "./callers.ts";
import { holdDirectory, type Required } from "./held-directory.ts";
import type { OpenPath } from "./open-path.ts";

/** The working directory of a command, and its other directories. */
export type Placed = Pick<Command, "cwd" | "mounted" | "closed" | "directories" | "expected">;

/** An open directory, and the number that a command knows it by. */
export type Handed = readonly [number: number, descriptor: number];

/** The directories of a command, open. The caller closes those in `held`, also when there is an error. */
export async function openPlaces({ cwd, mounted, closed, directories, expected }: Placed, callers: Callers) {
  const held: OpenPath[] = [];
  const hold = async (directory: string, required: Required) => {
    const found = await holdDirectory(directory, { ...required, expected: expected?.[directory] }, callers);
    if (!("error" in found)) held.push(found.handle);
    return found;
  };
  const place =
    cwd === null && mounted !== true ? { path: null } : await hold(cwd ?? "/", { mounted: mounted === true, closed });
  if ("error" in place) return { error: place.error, held };
  const handed: Handed[] = [];
  for (const [number, directory] of Object.entries(directories)) {
    const found = await hold(directory, { mounted: mounted === Number(number), closed: false });
    if ("error" in found) return { error: found.error, held };
    handed.push([Number(number), found.handle.fd]);
  }
  return { cwd: place.path, directories: handed, held };
}

export function closeAll(held: readonly OpenPath[]): void {
  for (const handle of held) handle.close();
}

/** The open files for the descriptors from 3 up: files, then directories. */
export function handedOver(
  files: readonly (number | Buffer)[],
  directories: readonly Handed[],
): readonly (number | Buffer)[] {
  const all = [...files];
  for (const [number, descriptor] of directories) {
    if (number !== 3 + all.length) throw new Error(`directories must follow what else is handed over: ${number}`);
    all.push(descriptor);
  }
  return all;
}
