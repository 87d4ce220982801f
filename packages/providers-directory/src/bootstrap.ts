import { join } from "node:path/posix";
import {
  type BootstrapIo,
  type BootstrapRole,
  type Command,
  Failure,
  type MarkedArchive,
  mover,
  type Outcome,
  type ReadIo,
  type RunIo,
  visible,
} from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import { DIRECTORY } from "./codes/index.ts";
import type { Stored } from "./discovery/archives.ts";
import { aboutDirectory, gone, look } from "./discovery/look.ts";
import { explain } from "./errors/explain.ts";
import type { FileRequest } from "./formats/format.ts";
import { FORMATS } from "./formats/index.ts";
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
        record: manifest?.record ?? null,
      }),
    );
  },

  async file(repository, { id }, path, most, io) {
    const access = accessTo(repository);
    const stored = (await storedAt(access, io)).find(({ point }) => point.id === id);
    if (stored === undefined) throw new Failure(gone(access));
    const { file } = FORMATS[stored.format];
    return "print" in file
      ? printed(access, file.print(access, stored, path), { path, most }, io)
      : extracted(access, stored, file.extract, { path, most }, io);
  },
};

interface Wanted {
  readonly path: string;
  readonly most: number;
}

async function printed(access: Access, print: Command, { path, most }: Wanted, io: ReadIo): Promise<Buffer> {
  const result = await io.query(print, { maxOutput: most });
  if (result.overflow) throw tooLarge(access, path, most);
  if (result.exitCode === 0) return result.stdout;
  throw new Failure(explain(access, result));
}

type Extract = (request: FileRequest, io: RunIo) => Promise<Outcome>;

/** The extracted root gets the owner and the mode that the root of the volume has, so it is below the closed directory. */
async function extracted(
  access: Access,
  { point, directory, base }: Stored,
  extract: Extract,
  { path, most }: Wanted,
  io: BootstrapIo,
): Promise<Buffer> {
  const to = join(io.directory, point.id);
  const made = await io.run(mover(["mkdir", "--mode=0700", "--", point.id], { cwd: io.directory, closed: true }));
  if (made.exitCode !== 0) throw new Failure(explain(access, made));
  const outcome = await extract({ access, place: { directory, archive: point, base }, to, path }, io);
  if (outcome.status === "failed") throw new Failure(outcome.diagnostic);
  const names = path.split("/");
  for (const [index] of names.entries()) {
    const facts = await io.lstat(join(to, ...names.slice(0, index + 1)));
    const isLast = index === names.length - 1;
    if (facts?.kind !== (isLast ? "file" : "directory"))
      throw new Failure(aboutDirectory(access, "directory-failed", `${visible(path)} is no file in the archive.`));
    if (isLast && facts.size > most) throw tooLarge(access, path, most);
  }
  return (await io.readFile(join(to, path), most)) ?? Buffer.alloc(0);
}

function tooLarge(access: Access, path: string, most: number): Failure {
  return new Failure(aboutDirectory(access, "directory-failed", `${visible(path)} is larger than ${most} bytes.`));
}

async function storedAt(access: Access, io: ReadIo): Promise<readonly Stored[]> {
  const view = await look(io, access, "all owners");
  if (view.state === "hidden") throw new Failure(view.diagnostic);
  if (view.state === "absent") throw DIRECTORY.failure("directory-gone", gone(access).detail);
  return view.archives;
}
