import type { LvmSourceText } from "./lvm/text.ts";
import type { PlainSourceText } from "./plain/text.ts";
import type { ZfsSourceText } from "./zfs/text.ts";

// The list of the types of sources, as the JSON Schema has them.
/** The files to back up. */
export type SourceText = PlainSourceText | LvmSourceText | ZfsSourceText;
