import { actionHandler } from "@rdump/core/provider";
import type { ArchiveFormat } from "../format.ts";
import { archiveHandler } from "./archive.ts";
import { printFileQuery } from "./commands.ts";
import { extractHandler } from "./extract.ts";
import type { CreateInput, RestoreInput } from "./inputs.ts";
import { tarExcludes } from "./patterns.ts";

/** GNU tar. It reads any tree. */
export const TAR: ArchiveFormat = {
  name: "tar",
  shielded: ["TAR_*", "TAPE", "TAPE_*", "POSIXLY_CORRECT"],
  actions: [actionHandler(archiveHandler), actionHandler(extractHandler)],
  restoresRoot: true,
  obstacle: () => null,

  archive({ common, group: { volume }, tree, compression, runFiles, levels }) {
    const { path, mounted, root, live } = tree;
    const { exclude, excludeCaches } = volume;
    const source = { path, mounted, root, exclude: tarExcludes(exclude), excludeCaches, compression };
    const input: CreateInput = { ...common, source, live, runFiles, levels };
    return { kind: "directory/archive", input: { ...input, source: { ...source } } };
  },

  file: { print: printFileQuery },

  extraction({ place, ...request }) {
    const input: RestoreInput = { ...request, ...place };
    return { kind: "directory/extract", input: { ...input } };
  },
};
