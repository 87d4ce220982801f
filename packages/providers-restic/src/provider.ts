import { actionHandler, type Provider } from "@rdump/core/provider";
import { type Access, LOCK_WAIT } from "./access.ts";
import { backupHandler } from "./actions/backup.ts";
import { forgetHandler } from "./actions/forget.ts";
import { initHandler } from "./actions/init.ts";
import { restoreHandler } from "./actions/restore.ts";
import { unlockHandler } from "./actions/unlock.ts";
import { checkHandler, pruneHandler } from "./actions/upkeep.ts";
import { repositoryBootstrap } from "./bootstrap.ts";
import { discover } from "./discovery/discover.ts";
import { archivesKeeper } from "./keeper.ts";
import { archivesReader } from "./reader.ts";
import { repositoryUpkeep } from "./upkeep.ts";

export interface ResticOptions {
  /** Seconds to wait for another's lock on a repository. */
  readonly lockWait?: Access["lockWait"];
}

/** Variables that restic, its storages, and Go itself read. */
const SHIELDED = ["RESTIC_*", "AWS_*", "AZURE_*", "B2_*", "GOOGLE_*", "OS_*", "RCLONE_*", "ST_*", "GODEBUG", "GOGC"];

/** Archives in restic repositories: makes a repository, lists, creates and deletes snapshots, checks and prunes. */
export function resticProvider({ lockWait = LOCK_WAIT }: ResticOptions = {}): Provider {
  return {
    name: "restic",
    shielded: SHIELDED,
    sources: {},
    keepers: { "archives/restic": archivesKeeper(lockWait) },
    readers: { "archives/restic": archivesReader(lockWait) },
    bootstrap: { restic: repositoryBootstrap(lockWait) },
    upkeep: { restic: repositoryUpkeep(lockWait) },
    actions: [
      actionHandler(initHandler),
      actionHandler(backupHandler),
      actionHandler(forgetHandler),
      actionHandler(restoreHandler),
      actionHandler(unlockHandler),
      actionHandler(checkHandler),
      actionHandler(pruneHandler),
    ],
    scopes: [],
    verifiers: [],
    discover: (request, io) => discover(request, io, lockWait),
  };
}
