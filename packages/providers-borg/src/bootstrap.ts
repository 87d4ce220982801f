import { join } from "node:path/posix";
import { type BootstrapRole, Failure, type MarkedArchive } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import { BORG } from "./codes/index.ts";
import { printCommand } from "./commands.ts";
import { explainWell, type Look } from "./discovery/look.ts";
import { pointOf } from "./discovery/owned-archives.ts";
import { parseRecorded } from "./naming/mark.ts";

/** Reads a repository without a config. */
export function repositoryBootstrap(look: Look, lockWait: Access["lockWait"]): BootstrapRole {
  return {
    async recognizes(location, io) {
      if (!location.startsWith("/")) return /^(?:ssh:\/\/|[^/:]+:)/.test(location);
      return (await io.lstat(join(location, "data")).catch(() => null))?.kind === "directory";
    },

    async archives(repository, io) {
      const access = accessTo(repository, lockWait);
      const view = await look(io, access, { glob: null, fields: ["comment"] });
      if (view.state === "hidden") throw new Failure(view.diagnostic);
      if (view.state === "absent") {
        const detail = `There is no borg repository at ${JSON.stringify(access.location)}.`;
        throw BORG.failure("borg-not-a-repository", detail);
      }
      return view.listing.archives.flatMap((archive): readonly MarkedArchive[] => {
        const { mark = null } = archive;
        const point = mark === null ? null : pointOf(archive, mark);
        return mark === null || point === null ? [] : [{ mark, point, record: parseRecorded(archive.comment) }];
      });
    },

    async file(repository, { name }, path, most, io) {
      const access = accessTo(repository, lockWait);
      const result = await io.query(printCommand(access, name, path), { maxOutput: most });
      if (result.overflow) throw BORG.failure("borg-bad-answer", `${path} is larger than ${most} bytes.`);
      if (result.exitCode === 0 || result.exitCode === 1) return result.stdout;
      throw new Failure(await explainWell(io, access, result));
    },
  };
}
