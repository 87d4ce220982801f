import type { DirectoryRepository } from "../../../model/repositories/directory.ts";

type Format = DirectoryRepository["format"];

/** What a format can read: any tree, or only the whole file system of a logical volume. */
const FORMATS: { readonly [format in Format]: "tree" | "file system" } = {
  tar: "tree",
  dump: "file system",
  xfsdump: "file system",
};

export function isFormat(text: string | null): text is Format {
  return text !== null && Object.hasOwn(FORMATS, text);
}

/** It stores all files of a file system, in full archives only. */
export function isWhole(format: Format): boolean {
  return FORMATS[format] === "file system";
}
