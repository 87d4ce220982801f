import { inputSchemas } from "../../inputs.generated.ts";
import type { ArchiveFormat } from "../format.ts";
import { wholeFormat } from "../whole/format.ts";
import { XFSDUMP_PROGRAM } from "./program.ts";

const { actions } = inputSchemas;

/** xfsdump and xfsrestore, for XFS. */
export const XFSDUMP: ArchiveFormat = wholeFormat(XFSDUMP_PROGRAM, {
  archive: { kind: "directory/xfsdump", schema: actions["directory/xfsdump"] },
  extract: { kind: "directory/xfsdump-extract", schema: actions["directory/xfsdump-extract"] },
});
