import { type ArchivesTarget, extractionProposal, type Proposal, type ReaderRole } from "@rdump/core/provider";
import { accessTo } from "./access.ts";
import type { RestoreInput } from "./actions/inputs.ts";
import { directoryOf } from "./discovery/facts.ts";
import { baseOf } from "./naming/files.ts";

/** An archive is extracted. */
export const archivesReader: ReaderRole<ArchivesTarget> = {
  isRemote: () => false,

  read({ owner, group: { repository, volume }, facts, point: { id, name } }) {
    const surefile = volume.integrity?.surefile ?? null;
    const of = {
      access: accessTo(repository),
      directory: directoryOf(facts, id, { owner, volume: volume.name }),
      archive: { id, name },
      base: baseOf(name),
    };
    return {
      kind: "extracted",
      extract: (to, paths) =>
        extraction({ ...of, to, paths, also: surefile === null ? [] : [surefile], rootOnly: false }),
      extractRoot: (to) => extraction({ ...of, to, paths: [], also: [], rootOnly: true }),
      extractSample: null,
    };
  },
};

function extraction(input: RestoreInput): Proposal {
  return extractionProposal(input.rootOnly, { kind: "directory/extract", input: { ...input } });
}
