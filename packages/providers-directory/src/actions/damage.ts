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

/** Null: the file exists and has the digest of its manifest. `restored`: the archive that a damaged file disproves. */
export async function whyDamaged(
  { access, place, digest }: { readonly access: Access; readonly place: ArchivePlace; readonly digest: Command },
  io: ReadIo,
  restored: NamedArchive,
): Promise<Extract<Outcome, { status: "failed" }> | null> {
  const archive = await findArchive(access, place, io);
  if ("code" in archive) return failed(archive);
  const found = await io.query(digest);
  if (found.exitCode !== 0) return failed(explain(access, found));
  if (/^\\?([0-9a-f]{64}) /.exec(found.stdout.toString("latin1"))?.[1] === archive.manifest?.sha256) return null;
  return { ...failed(damaged(access, place.archive)), proof: damageProof(restored) };
}

async function findArchive(
  access: Access,
  { directory, base, archive }: ArchivePlace,
  io: ReadIo,
): Promise<Stored | Diagnostic> {
  const view = await look(io, access, { directory });
  if (view.state === "hidden") return view.diagnostic;
  if (view.state === "absent") return gone(access);
  const found = view.archives.find((each) => each.base === base && each.point.id === archive.id);
  if (found !== undefined) return found;
  const fault = view.faults.find((each) => each.base === base);
  if (fault !== undefined) return { ...fault.diagnostic, severity: "error" };
  const detail = `The repository "${access.name}" does not have the archive ${visible(archive.name)} any more. Nothing was restored. Repeat the command.`;
  return DIRECTORY.error("directory-archive-changed", detail);
}

function damaged(access: Access, archive: NamedArchive): Diagnostic {
  const detail = `The digest of the file of the archive ${visible(archive.name)} in the repository "${access.name}" differs from the digest in its manifest. Nothing was restored. Restore an older point with \`--at\`, or a point of another target with \`--from\`.`;
  return DIRECTORY.error("directory-archive-damaged", detail);
}
