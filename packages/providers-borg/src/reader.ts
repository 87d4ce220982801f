import { type ArchivesTarget, extractionProposal, type Proposal, type ReaderRole } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { ExtractInput } from "./actions/inputs.ts";
import { isRemote } from "./naming/location.ts";

/** borg 1.2 and 1.4 also run where a time has 32 bits, and keep two days away from its end (`MAX_S`). */
const TIMES = { from: 0, until: 2 ** 31 - 1 - 48 * 3600 };

/** An archive is extracted: a FUSE mount has neither ACLs nor flags. */
export function archivesReader(lockWait: Access["lockWait"]): ReaderRole<ArchivesTarget> {
  return {
    isRemote: ({ repository }) => repository !== null && isRemote(repository.location),

    read({ group: { repository, address, volume }, point: { id, name } }) {
      if (repository === null) throw new Error(`a group of archives without a repository: ${address}`);
      const access = accessTo(repository, lockWait);
      const surefile = volume.integrity?.surefile ?? null;
      const of = { access, archive: { id, name } };
      return {
        kind: "extracted",
        extract: (to, paths) =>
          extraction({ ...of, to, paths, also: surefile === null ? [] : [surefile], rootOnly: false }),
        times: TIMES,
        extractRoot: (to) => extraction({ ...of, to, paths: [], also: [], rootOnly: true }),
        extractSample: {
          records: (to) =>
            extraction({
              ...of,
              to,
              paths: [],
              also: surefile === null ? [] : [surefile],
              rootOnly: false,
              alone: true,
            }),
          files: (to, files) => extraction({ ...of, to, paths: [], also: [], rootOnly: false, sample: files }),
        },
      };
    },
  };
}

function extraction(input: ExtractInput): Proposal {
  return extractionProposal(input.rootOnly, { kind: "borg/extract", input: { ...input } });
}
