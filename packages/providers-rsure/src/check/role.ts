import { join } from "node:path/posix";
import { type CheckRequest, type Proposal, stampOf } from "@rdump/core/provider";
import type { Place, RsureCommand } from "../command.ts";
import { filesOf } from "../role.ts";
import type { CheckInput } from "./input.ts";

/** Compares a restored tree with the revision of the run that made its point. */
export function checkOf(rsure: RsureCommand, request: CheckRequest): Proposal {
  const { volume, integrity, directory, others, time, live, paths, asRoot, own, tree, lacksRoot, proof } = request;
  const placeIn = (root: string): Place => ({ directory: root, file: join(root, integrity.surefile) });
  const input: CheckInput = {
    rsure,
    volume: volume.name,
    directory,
    surefiles: [placeIn(directory), ...others.map(placeIn)],
    revision: stampOf(time),
    live,
    paths,
    excludes: volume.exclude,
    excludeCaches: volume.excludeCaches,
    asRoot,
    ...(lacksRoot ? { lacksRoot: true as const } : {}),
    own: [...filesOf(integrity), ...own],
    tree: tree === null ? null : { mounted: tree.mounted, root: tree.root },
    proof: proof === null ? null : { point: proof.point.name, carries: proof.carries, place: proof.place },
  };
  return {
    kind: "rsure/check",
    verb: "check",
    once: null,
    reason: "compares the restored files with the integrity data of the run that saved them",
    input: JSON.parse(JSON.stringify(input)),
    makes: null,
    destroys: [],
    readsTree: tree !== null,
    ...(proof === null ? {} : { records: { kind: "proof", subject: proof.address, subjectId: proof.point.id } }),
  };
}
