import { actionHandler, type Provider } from "@rdump/core/provider";
import { USAGE, type Usage } from "./access.ts";
import { checkHandler } from "./actions/check.ts";
import { compactHandler } from "./actions/compact.ts";
import { createHandler } from "./actions/create.ts";
import { deleteHandler } from "./actions/delete.ts";
import { initHandler } from "./actions/init.ts";
import { discover } from "./discovery/discover.ts";
import { archivesKeeper } from "./keeper.ts";
import { repositoryUpkeep } from "./upkeep.ts";

/** Archives in borg repositories: makes a repository, lists, creates and deletes archives, checks and compacts. */
export function borgProvider(options: Partial<Usage> = {}): Provider {
  const usage = { ...USAGE, ...options };
  return {
    name: "borg",
    sources: {},
    keepers: { "archives/borg": archivesKeeper(usage) },
    upkeep: { borg: repositoryUpkeep(usage) },
    actions: [
      actionHandler(initHandler),
      actionHandler(createHandler),
      actionHandler(deleteHandler),
      actionHandler(checkHandler),
      actionHandler(compactHandler),
    ],
    scopes: [],
    discover: (request, io) => discover(request, io, usage),
  };
}
