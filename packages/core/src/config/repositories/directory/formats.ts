import type { DirectoryRepository } from "../../../model/repositories/directory.ts";

type Format = DirectoryRepository["format"];

/** What a format can read: any tree, or only the whole file system of a logical volume. */
const FORMATS: { readonly [format in Format]: "tree" | "file system" } = {
  tar: "tree",
  dump: "file system",
  xfsdump: "file system",
};

/** Programs that users may expect here, why rdump does not use them, and what to declare instead. */
const UNUSED: { readonly [program: string]: string } = {
  "rdiff-backup":
    "rdiff-backup misses a change that keeps size and time, and a run that fails can delete its newest state. Use a repository of the type `borg`, or a mirror.",
  star: "Debian has no package of star. Use `tar`, which stores the same attributes.",
};

/** Why a format of a known program is not possible; null: no such program is known. */
export function whyNoFormat(text: string): string | null {
  return Object.hasOwn(UNUSED, text) ? (UNUSED[text] ?? null) : null;
}

export function isFormat(text: string | null): text is Format {
  return text !== null && Object.hasOwn(FORMATS, text);
}

/** Formats whose program cannot make incremental archives for rdump, and why. */
const FULL_ONLY: { readonly [format in Format]?: string } = {
  xfsdump:
    "xfsdump finds the base of an incremental dump only in its inventory in `/var/lib/xfsdump`, which belongs to the system and has a fixed path.",
};

/** Why archives of a format are always full; null: they can be incremental. */
export function whyFullOnly(format: Format): string | null {
  return FULL_ONLY[format] ?? null;
}

/** It stores all files of a file system. */
export function isWhole(format: Format): boolean {
  return FORMATS[format] === "file system";
}
