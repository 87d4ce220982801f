import {
  type Command,
  type Diagnostic,
  damageProof,
  failed,
  type Outcome,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { DIRECTORY } from "../codes/index.ts";
import type { Stored } from "../discovery/archives.ts";
import { gone, look } from "../discovery/look.ts";
import { explain } from "../errors/explain.ts";
import type { NamedArchive } from "./inputs.ts";

/** The files of one archive. */
export type ArchivePlace = {
  /** Below the location. */
  readonly directory: string;
  readonly archive: NamedArchive;
  /** The name of its files. */
  readonly base: string;
};

/** An archive that is restored, and the query of the digest of its file. */
interface Checked {
  readonly place: ArchivePlace;
  readonly digest: Command;
}

/**
 * Null: all files exist and have the digests of their manifests. `restored`: the archive that a damaged file disproves. Each
 * directory is looked at once: a chain can be as long as the list of its archives.
 */
export async function whyDamaged(
  access: Access,
  archives: readonly Checked[],
  io: ReadIo,
  restored: NamedArchive,
): Promise<Extract<Outcome, { status: "failed" }> | null> {
  const finders = new Map<string, (place: ArchivePlace) => Stored | Diagnostic>();
  for (const { place, digest } of archives) {
    const find = finders.get(place.directory) ?? (await archivesOf(access, place.directory, io));
    if ("code" in find) return failed(find);
    finders.set(place.directory, find);
    const archive = find(place);
    if ("code" in archive) return failed(archive);
    const found = await io.query(digest);
    if (found.exitCode !== 0) return failed(explain(access, found));
    const isSound = /^\\?([0-9a-f]{64}) /.exec(found.stdout.toString("latin1"))?.[1] === archive.manifest?.sha256;
    if (!isSound) return { ...failed(damaged(access, place.archive)), proof: damageProof(restored) };
  }
  return null;
}

async function archivesOf(
  access: Access,
  directory: string,
  io: ReadIo,
): Promise<((place: ArchivePlace) => Stored | Diagnostic) | Diagnostic> {
  const view = await look(io, access, { directory });
  if (view.state === "hidden") return view.diagnostic;
  if (view.state === "absent") return gone(access);
  const byId = new Map(view.archives.map((each) => [each.point.id, each]));
  return ({ base, archive }) => {
    const found = byId.get(archive.id);
    if (found?.base === base) return found;
    const fault = view.faults.find((each) => each.base === base);
    if (fault !== undefined) return { ...fault.diagnostic, severity: "error" };
    const detail = `The repository "${access.name}" does not have the archive ${visible(archive.name)} any more. Nothing was restored. Repeat the command.`;
    return DIRECTORY.error("directory-archive-changed", detail);
  };
}

function damaged(access: Access, archive: NamedArchive): Diagnostic {
  const detail = `The digest of the file of the archive ${visible(archive.name)} in the repository "${access.name}" differs from the digest in its manifest. Nothing was restored. Restore an older point with \`--at\`, or a point of another target with \`--from\`.`;
  return DIRECTORY.error("directory-archive-damaged", detail);
}
