import { join } from "node:path/posix";
import { type BootstrapRole, Failure, type MarkedArchive } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import { RESTIC } from "./codes/index.ts";
import { dumpQuery } from "./commands.ts";
import { look } from "./discovery/look.ts";
import { explain } from "./errors/explain.ts";
import { isRemote } from "./naming/location.ts";
import { parseMark, parseRecorded } from "./naming/mark.ts";
import { pointOf } from "./naming/snapshot.ts";

/** What the location of another tool cannot begin with. */
const BACKENDS = /^(?:sftp|rest|s3|gs|azure|b2|swift|rclone):/;

/** Reads a repository without a config. */
export function repositoryBootstrap(lockWait: Access["lockWait"]): BootstrapRole {
  return {
    async recognizes(location, io) {
      if (isRemote(location)) return BACKENDS.test(location);
      return (await io.lstat(join(location, "snapshots")).catch(() => null))?.kind === "directory";
    },

    async archives(repository, io) {
      const access = accessTo(repository, lockWait);
      const view = await look(io, access);
      if (view.state === "hidden") throw new Failure(view.diagnostic);
      if (view.state === "absent") {
        const detail = `There is no restic repository at ${JSON.stringify(access.location)}.`;
        throw RESTIC.failure("restic-not-a-repository", detail);
      }
      return view.snapshots.flatMap((snapshot): readonly MarkedArchive[] => {
        const mark = parseMark(snapshot.tags);
        const point = mark === null ? null : pointOf(snapshot, mark);
        return mark === null || point === null ? [] : [{ mark, point, record: parseRecorded(snapshot.tags) }];
      });
    },

    async file(repository, { id }, path, most, io) {
      const access = accessTo(repository, lockWait);
      const result = await io.query(dumpQuery(access, id, path), { maxOutput: most });
      if (result.overflow) throw RESTIC.failure("restic-bad-answer", `${path} is larger than ${most} bytes.`);
      if (result.exitCode === 0) return result.stdout;
      throw new Failure(explain(access, result));
    },
  };
}
