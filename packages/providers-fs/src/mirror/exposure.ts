import { dirname } from "node:path/posix";
import { type Diagnostic, type FileFacts, type ReadIo, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import type { Place } from "../mounts/place.ts";

/** Permission of other users to enter a directory. */
const OTHERS_ENTER = 0o001;

/**
 * A note where other users can enter a mirror: its files keep their owners and modes, so their owners can change them there.
 * The mirror's own mode is that of the source, so only a directory above it can be closed. On a file system without modes
 * (`modes` is false), the mount decides about the mirror too. A directory that cannot be looked at is taken for closed.
 */
export async function whyOpen(mirror: Place, modes: boolean, io: ReadIo): Promise<Diagnostic | null> {
  const parent = dirname(mirror.real);
  let facts: FileFacts | null = null;
  for (let directory = modes ? parent : mirror.real; ; directory = dirname(directory)) {
    const seen = await io.lstat(directory).catch(() => null);
    if (seen === null || (seen.mode & OTHERS_ENTER) === 0) return null;
    facts ??= seen;
    if (directory === "/") break;
  }
  return modes
    ? open(mirror.real, parent, parent !== "/" && facts?.device === mirror.device)
    : openByMount(mirror.real);
}

function openByMount(mirror: string): Diagnostic {
  const detail = `The file system of ${visible(mirror)} stores no owners and no permissions: its mount options decide which users can read and change the mirror. Mount it with an option that closes it to other users, such as umask=077 for FAT, exFAT and NTFS.`;
  return FS.note("fs-mirror-open", detail);
}

/** @param isClosable the parent is a directory of the mirror's own disk, and not of the whole system */
function open(mirror: string, parent: string, isClosable: boolean): Diagnostic {
  const move = "a directory with mode 0700 that contains only mirrors, and declare that path";
  const action = isClosable
    ? `Close the parent directory: chmod 0700 ${visible(parent)}. If others need ${visible(parent)}, move the mirror into ${move}.`
    : `Move the mirror into ${move}.`;
  const detail = `The files in ${visible(mirror)} keep their owners and permissions, so in this backup, users can read and change the same files as in the source. ${action}`;
  return FS.note("fs-mirror-open", detail);
}
