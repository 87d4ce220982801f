import { type ArchivesTarget, extractionProposal, type Proposal, type ReaderRole } from "@rdump/core/provider";
import { accessTo } from "./access.ts";
import type { RestoreInput } from "./actions/inputs.ts";
import { basesOf, directoryOf } from "./discovery/facts.ts";
import { baseOf } from "./naming/files.ts";

/** An archive is extracted, after those that it is a difference to. */
export const archivesReader: ReaderRole<ArchivesTarget> = {
  isRemote: () => false,

  read({ owner, group: { repository, volume }, facts, point: { id, name } }) {
    const surefile = volume.integrity?.surefile ?? null;
    const placeOf = (each: { readonly id: string; readonly name: string }) => ({
      directory: directoryOf(facts, each.id, { owner, volume: volume.name }),
      archive: { id: each.id, name: each.name },
      base: baseOf(each.name),
    });
    const of = { access: accessTo(repository), ...placeOf({ id, name }), before: basesOf(facts, id).map(placeOf) };
    return {
      kind: "extracted",
      extract: (to, paths) =>
        extraction({ ...of, to, paths, also: surefile === null ? [] : [surefile], rootOnly: false }),
      extractRoot: (to) => extraction({ ...of, before: [], to, paths: [], also: [], rootOnly: true }),
      extractSample: null,
    };
  },
};

function extraction(input: RestoreInput): Proposal {
  return extractionProposal(input.rootOnly, { kind: "directory/extract", input: { ...input } });
}
