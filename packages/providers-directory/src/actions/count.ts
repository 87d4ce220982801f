import { join } from "node:path/posix";
import type { ActionContext, Diagnostic, ReadIo } from "@rdump/core/provider";
import { LARGEST_MANIFEST, parseManifest } from "../manifest.ts";
import { manifestFile } from "../naming/files.ts";
import type { ArchiveInput } from "./inputs.ts";

/** `source.path`: the root of the tree. */
type CountedInput = ArchiveInput & { readonly source: { readonly path: string } };

/** Compares a new archive with the manifest of the previous one, before it counts. Null, or what could not be written. */
export async function countFiles(
  { input, io, counted }: ActionContext<CountedInput>,
  { files, bytes }: { readonly files: number; readonly bytes: number | null },
): Promise<Diagnostic | null> {
  const has = files - Math.min(files, await present(input, io));
  const before = await previousCount(input, io);
  if (before === null) return counted({ had: null, gone: 0, has });
  const had = before.files - Math.min(before.files, input.integrityFiles.length);
  // The size of a difference says nothing about the volume.
  const isComparable = bytes !== null && (before.levels?.base ?? null) === null;
  const sizes = isComparable ? { bytes: { had: before.sourceBytes, has: bytes } } : {};
  return counted({ had, gone: Math.max(0, had - has), has, ...sizes });
}

/** The number of files of integrity data that the tree has: a source without its disk has nothing else. */
async function present({ integrityFiles, source }: CountedInput, io: ReadIo): Promise<number> {
  const found = await Promise.all(integrityFiles.map((path) => io.lstat(`${source.path}/${path}`).catch(() => null)));
  return found.filter((facts) => facts !== null).length;
}

async function previousCount({ access, previous }: ArchiveInput, io: ReadIo) {
  if (previous === null) return null;
  const path = join(access.location, previous.directory, manifestFile(previous.base));
  const content = await io.readFile(path, LARGEST_MANIFEST, { own: true }).catch(() => null);
  return content === null ? null : parseManifest(content);
}
