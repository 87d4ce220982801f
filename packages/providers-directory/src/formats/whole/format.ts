import { actionHandler, type InputSchema } from "@rdump/core/provider";
import type { ArchiveFormat } from "../format.ts";
import { wholeArchiveHandler } from "./archive.ts";
import { extractWhole, wholeExtractHandler } from "./extract.ts";
import type { WholeInput, WholeRestoreInput } from "./inputs.ts";
import { wholeObstacle } from "./obstacle.ts";
import type { WholeProgram } from "./program.ts";

interface Kinds {
  readonly archive: { readonly kind: string; readonly schema: () => InputSchema<WholeInput> };
  readonly extract: { readonly kind: string; readonly schema: () => InputSchema<WholeRestoreInput> };
}

/** A format whose archives are whole file systems. */
export function wholeFormat(program: WholeProgram, { archive, extract }: Kinds): ArchiveFormat {
  return {
    name: program.format,
    shielded: program.shielded,
    actions: [
      actionHandler(wholeArchiveHandler(program, archive.kind, archive.schema)),
      actionHandler(wholeExtractHandler(program, extract.kind, extract.schema)),
    ],
    restoresRoot: program.restoresRoot,
    obstacle: (group, mounts) => wholeObstacle(program, group, mounts),

    file: {
      extract({ access, place, to, path }, io) {
        const only = { ...program, restore: () => program.restoreFile(to, path) };
        const rest = { before: [], paths: [path], also: [], rootOnly: false };
        return extractWhole(only, { ...place, ...rest, access, to }, io);
      },
    },

    archive({ common, group, tree, compression, levels }) {
      if (tree.device === undefined) throw new Error(`${program.format} reads a device: ${group.address}`);
      const input: WholeInput = { ...common, source: { path: tree.path, device: tree.device, compression }, levels };
      return { kind: archive.kind, input: { ...input } };
    },

    extraction({ access, place, before, to, paths, also, rootOnly }) {
      const input: WholeRestoreInput = { ...place, access, before, to, paths, also, rootOnly };
      return { kind: extract.kind, input: { ...input } };
    },
  };
}
