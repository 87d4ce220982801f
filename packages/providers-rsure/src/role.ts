import { join } from "node:path/posix";
import type { IntegrityRequest, Json, Proposal } from "@rdump/core/provider";
import type { Return, RsureCommand, Surefile } from "./command.ts";

/** What brings the surefile of a tree up to date, and gives it back to the volume when the tree is a copy of its state. */
export function updateOf(rsure: RsureCommand, { volume, integrity, tree }: IntegrityRequest): readonly Proposal[] {
  const input: Surefile = {
    rsure,
    volume: volume.name,
    directory: tree.path,
    file: join(tree.path, integrity.surefile),
    hash: integrity.hash,
    xattrs: integrity.xattrs,
    live: tree.live,
    mounted: tree.origin !== null,
    root: tree.root,
  };
  if (tree.origin === null) return [proposal("rsure/update", input, null)];
  const given: Return = {
    rsure,
    volume: volume.name,
    origin: tree.origin,
    file: join(tree.origin, integrity.surefile),
    from: input.file,
    root: tree.root,
  };
  return [
    proposal("rsure/update", input, null),
    proposal("rsure/adopt", given, "the volume itself gets the integrity data that was written in its snapshot"),
  ];
}

function proposal(kind: string, input: Json, reason: string | null): Proposal {
  return { kind, verb: "update", once: null, reason, input, makes: null, destroys: [], readsTree: true };
}
