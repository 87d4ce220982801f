import { join } from "node:path/posix";
import { type BootstrapRole, Failure, type MarkedArchive, visible } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import { DIRECTORY } from "./codes/index.ts";
import type { Stored } from "./discovery/archives.ts";
import { aboutDirectory, gone, look } from "./discovery/look.ts";
import { explain } from "./errors/explain.ts";
import { FORMATS } from "./formats/index.ts";
import type { FormatName } from "./formats/names.ts";
import { MARKER } from "./naming/files.ts";

/** Reads a repository without a config. */
export const repositoryBootstrap: BootstrapRole = {
  async recognizes(location, io) {
    if (!location.startsWith("/")) return false;
    return (await io.lstat(join(location, MARKER)).catch(() => null)) !== null;
  },

  async archives(repository, io) {
    const access = accessTo(repository);
    return (await storedAt(access, io)).map(
      ({ mark, point, manifest }): MarkedArchive => ({
        mark,
        point,
        record: manifest === null || printerOf(manifest.format) === undefined ? null : (manifest.record ?? null),
      }),
    );
  },

  async file(repository, { id }, path, most, io) {
    const access = accessTo(repository);
    const stored = (await storedAt(access, io)).find(({ point }) => point.id === id);
    const print = stored === undefined ? undefined : printerOf(stored.format);
    if (stored === undefined || print === undefined) throw new Failure(gone(access));
    const result = await io.query(print(access, stored, path), { maxOutput: most });
    if (result.overflow) {
      const detail = `${visible(path)} is larger than ${most} bytes.`;
      throw new Failure(aboutDirectory(access, "directory-failed", detail));
    }
    if (result.exitCode === 0) return result.stdout;
    throw new Failure(explain(access, result));
  },
};

/** Not each format can print one file of an archive. */
function printerOf(format: FormatName) {
  return FORMATS[format].printFile;
}

async function storedAt(access: Access, io: Parameters<typeof look>[0]): Promise<readonly Stored[]> {
  const view = await look(io, access, "all owners");
  if (view.state === "hidden") throw new Failure(view.diagnostic);
  if (view.state === "absent") throw DIRECTORY.failure("directory-gone", gone(access).detail);
  return view.archives;
}
