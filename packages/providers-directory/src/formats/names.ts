import type { DirectoryRepository } from "@rdump/core/provider";

export type FormatName = DirectoryRepository["format"];

/** The formats of archives, which manifests name. Each has a folder here, and an entry in `index.ts`. */
export const FORMAT_NAMES = ["tar", "dump", "xfsdump"] as const satisfies readonly FormatName[];

export function isFormatName(value: unknown): value is FormatName {
  return FORMAT_NAMES.some((name) => name === value);
}
