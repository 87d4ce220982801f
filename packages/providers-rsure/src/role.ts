import { join } from "node:path/posix";
import type { ComparisonProgram, Integrity, IntegrityRequest, Json, Proposal } from "@rdump/core/provider";
import type { Return, RsureCommand, Surefile } from "./command.ts";

/** Updates the surefile of a tree, and copies it back to the volume if the tree is a snapshot. */
export function updateOf(
  rsure: RsureCommand,
  { volume, integrity, tree, since, scrub = null }: IntegrityRequest,
): readonly Proposal[] {
  const input: Surefile = {
    rsure,
    volume: volume.name,
    directory: tree.path,
    file: join(tree.path, integrity.surefile),
    hash: integrity.hash,
    xattrs: integrity.xattrs,
    ...(integrity.largest === null ? {} : { largest: integrity.largest }),
    ...(scrub === null ? {} : { scrub }),
    live: tree.live,
    mounted: tree.mounted,
    root: tree.root,
    since,
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
    proposal("rsure/adopt", given, "the integrity data that was written in the snapshot is copied to the volume"),
  ];
}

/** Compares a copy of a tree with a revision of the surefile of the tree. */
export function comparisonOf(rsure: RsureCommand, integrity: Integrity): ComparisonProgram {
  return {
    argv: [...rsure, `--file=./${integrity.surefile}`, "--json", "compare"],
    revisions: [...rsure, `--file=./${integrity.surefile}`, "--json", "--ctime", "signoff"],
    files: filesOf(integrity),
  };
}

/** The surefile, its backup (the previous version beside it), and the machine record. */
export function filesOf(integrity: Integrity): readonly string[] {
  const { surefile } = integrity;
  return [surefile, surefile.replace(/\.dat(\.gz|\.zstd)?$/, ".bak$1"), machineRecordOf(integrity)];
}

/** A name that rsure treats as its own. */
export function machineRecordOf({ surefile }: Integrity): string {
  return `${surefile}.rsure-machine`;
}

function proposal(kind: string, input: Json, reason: string | null): Proposal {
  return { kind, verb: "update", once: null, reason, input, makes: null, destroys: [], readsTree: true };
}
