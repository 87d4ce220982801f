import { inputSchemas } from "../../inputs.generated.ts";
import type { ArchiveFormat } from "../format.ts";
import { wholeFormat } from "../whole/format.ts";
import { DUMP_PROGRAM } from "./program.ts";

const { actions } = inputSchemas;

/** dump and restore, for ext2, ext3 and ext4. */
export const DUMP: ArchiveFormat = wholeFormat(DUMP_PROGRAM, {
  archive: { kind: "directory/dump", schema: actions["directory/dump"] },
  extract: { kind: "directory/dump-extract", schema: actions["directory/dump-extract"] },
});
