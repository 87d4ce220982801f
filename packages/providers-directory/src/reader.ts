import { type ArchivesTarget, extractionProposal, type ReaderRole } from "@rdump/core/provider";
import { accessTo } from "./access.ts";
import { basesOf, directoryOf, formatIn } from "./discovery/facts.ts";
import type { ExtractRequest } from "./formats/format.ts";
import { FORMATS } from "./formats/index.ts";
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
    const place = placeOf({ id, name });
    const of = { access: accessTo(repository), place, before: basesOf(facts, id).map(placeOf) };
    const format = FORMATS[formatIn(facts, id)];
    const extraction = (request: ExtractRequest) => extractionProposal(request.rootOnly, format.extraction(request));
    return {
      kind: "extracted",
      extract: (to, paths) =>
        extraction({ ...of, to, paths, also: surefile === null ? [] : [surefile], rootOnly: false }),
      extractRoot: format.restoresRoot
        ? (to) => extraction({ ...of, before: [], to, paths: [], also: [], rootOnly: true })
        : null,
      extractSample: null,
    };
  },
};
