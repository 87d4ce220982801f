import { type ArchivesTarget, extractionProposal, type Proposal, type ReaderRole } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { RestoreInput } from "./actions/inputs.ts";
import { isRemote } from "./naming/location.ts";

/** A snapshot is restored: a FUSE mount is never the basis of a proof. */
export function archivesReader(lockWait: Access["lockWait"]): ReaderRole<ArchivesTarget> {
  return {
    isRemote: ({ repository }) => repository !== null && isRemote(repository.location),

    read({ group: { repository, volume }, point: { id, name }, proves }) {
      const access = accessTo(repository, lockWait);
      const surefile = volume.integrity?.surefile ?? null;
      return {
        kind: "extracted",
        extract: (to, paths) =>
          restoration({
            ...{ access, snapshot: { id, name }, to, paths, also: surefile === null ? [] : [surefile] },
            ...(proves === true ? { uncached: true } : {}),
          }),
        extractRoot: null,
        extractSample: null,
      };
    },
  };
}

function restoration(input: RestoreInput): Proposal {
  return extractionProposal(false, { kind: "restic/restore", input: { ...input } });
}
