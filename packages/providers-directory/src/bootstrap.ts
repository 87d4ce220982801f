import { join } from "node:path/posix";
import { type BootstrapRole, Failure, type MarkedArchive, query, visible } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import { DIRECTORY } from "./codes/index.ts";
import { ENV } from "./commands.ts";
import type { Stored } from "./discovery/archives.ts";
import { aboutDirectory, gone, look } from "./discovery/look.ts";
import { explain } from "./errors/explain.ts";
import { archiveFile, MARKER } from "./naming/files.ts";

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
        // Only tar gives one file of an archive without a place to restore it to.
        record: manifest?.format === "tar" ? (manifest.record ?? null) : null,
      }),
    );
  },

  async file(repository, { id }, path, most, io) {
    const access = accessTo(repository);
    const stored = (await storedAt(access, io)).find(({ point }) => point.id === id);
    if (stored === undefined) throw new Failure(gone(access));
    const result = await io.query(memberQuery(access, stored, path), { maxOutput: most });
    if (result.overflow) {
      const detail = `${visible(path)} is larger than ${most} bytes.`;
      throw new Failure(aboutDirectory(access, "directory-failed", detail));
    }
    if (result.exitCode === 0) return result.stdout;
    throw new Failure(explain(access, result));
  },
};

async function storedAt(access: Access, io: Parameters<typeof look>[0]): Promise<readonly Stored[]> {
  const view = await look(io, access, "all owners");
  if (view.state === "hidden") throw new Failure(view.diagnostic);
  if (view.state === "absent") throw DIRECTORY.failure("directory-gone", gone(access).detail);
  return view.archives;
}

/** A large archive is read to its end. */
const ANSWER = 24 * 3600;

/** tar writes the file to its output, and nothing else. */
function memberQuery({ location }: Access, { directory, base }: Stored, path: string) {
  const words = ["--extract", "--to-stdout", "--zstd", `--file=./${archiveFile(base)}`, "--no-wildcards"];
  const argv = ["tar", ...words, "--no-unquote", "--", `./${path}`] as const;
  return query(argv, { cwd: join(location, directory), closed: true, env: ENV, timeout: ANSWER });
}
