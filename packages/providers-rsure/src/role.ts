import { join } from "node:path/posix";
import type { IntegrityRequest, Proposal } from "@rdump/core/provider";
import type { RsureCommand, Surefile } from "./command.ts";

/** What brings the surefile of a tree up to date. */
export function updateOf(rsure: RsureCommand, { volume, integrity, tree }: IntegrityRequest): readonly Proposal[] {
  const input: Surefile = {
    rsure,
    volume: volume.name,
    directory: tree.path,
    file: join(tree.path, integrity.surefile),
    hash: integrity.hash,
    xattrs: integrity.xattrs,
    live: tree.live,
  };
  return [
    {
      kind: "rsure/update",
      verb: "update",
      once: null,
      reason: null,
      input,
      makes: null,
      destroys: [],
      readsTree: true,
    },
  ];
}
