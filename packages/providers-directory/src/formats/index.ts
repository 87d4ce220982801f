import { DUMP } from "./dump/index.ts";
import type { ArchiveFormat } from "./format.ts";
import type { FormatName } from "./names.ts";
import { TAR } from "./tar/index.ts";
import { XFSDUMP } from "./xfsdump/index.ts";

/** The list of the formats, by name. A new format needs a folder with one of these, and its place here and in `names.ts`. */
export const FORMATS: { readonly [name in FormatName]: ArchiveFormat } = { tar: TAR, dump: DUMP, xfsdump: XFSDUMP };
