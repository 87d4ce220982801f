import { actionHandler, type Provider } from "@rdump/core/provider";
import { type Access, LOCK_WAIT } from "./access.ts";
import { checkHandler } from "./actions/check.ts";
import { compactHandler } from "./actions/compact.ts";
import { createHandler } from "./actions/create.ts";
import { deleteHandler } from "./actions/delete.ts";
import { extractHandler } from "./actions/extract.ts";
import { initHandler } from "./actions/init.ts";
import { repositoryBootstrap } from "./bootstrap.ts";
import { discover } from "./discovery/discover.ts";
import { lookerWith } from "./discovery/look.ts";
import { archivesKeeper } from "./keeper.ts";
import { archivesReader } from "./reader.ts";
import { repositoryUpkeep } from "./upkeep.ts";

export interface BorgOptions {
  /** Seconds to wait for another's lock on a repository: while looking, and while working. */
  readonly lockWait?: Access["lockWait"];
  /** The directory in which borg has its caches where the config declares none; null: not known. */
  readonly caches?: string | null;
}

/** Archives in borg repositories: makes a repository, lists, creates and deletes archives, checks and compacts. */
export function borgProvider({ lockWait = LOCK_WAIT, caches = null }: BorgOptions = {}): Provider {
  const look = lookerWith(caches);
  return {
    name: "borg",
    shielded: ["BORG_*", "PYTHON*"],
    sources: {},
    keepers: { "archives/borg": archivesKeeper(lockWait) },
    readers: { "archives/borg": archivesReader(lockWait) },
    bootstrap: { borg: repositoryBootstrap(look, lockWait) },
    upkeep: { borg: repositoryUpkeep(lockWait) },
    actions: [
      actionHandler(initHandler(look)),
      actionHandler(createHandler(look)),
      actionHandler(deleteHandler(look)),
      actionHandler(extractHandler(look)),
      actionHandler(checkHandler),
      actionHandler(compactHandler),
    ],
    scopes: [],
    verifiers: [],
    discover: (request, io) => discover(request, io, { lockWait, look, caches }),
  };
}
