import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const VOLUMES = ["a", "b", "c", "d", "e"] as const;
const FILES_OF_A_DIRECTORY = 100;
const MAX_BYTES = 8192;

/** Writes files of up to 8 KiB, the same into each tree, in five volumes. */
export function fill(trees: readonly string[], files: number): void {
  for (const tree of trees)
    for (let index = 0; index < files; index++) mkdirSync(join(pathOf(tree, index), ".."), { recursive: true });
  for (let index = 0; index < files; index++) write(trees, index);
}

/** Changes a part of the files, as many in each volume; `share`: 0.01 for 1 %. `round` says which files. */
export function change(trees: readonly string[], files: number, share: number, round: number): void {
  if (share === 0) return;
  const count = Math.round(files * share);
  for (let index = 0; index < count; index++) write(trees, (round * count + index) % files);
}

function write(trees: readonly string[], index: number): void {
  const bytes = randomBytes(1 + Math.floor(Math.random() * MAX_BYTES));
  for (const tree of trees) writeFileSync(pathOf(tree, index), bytes);
}

function pathOf(tree: string, index: number): string {
  const volume = VOLUMES[index % VOLUMES.length] ?? "";
  return join(tree, volume, `${Math.floor(index / VOLUMES.length / FILES_OF_A_DIRECTORY)}`, `file${index}`);
}
