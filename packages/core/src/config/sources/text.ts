import type { LvmSourceText } from "./lvm/text.ts";
import type { PlainSourceText } from "./plain/text.ts";
import type { ZfsSourceText } from "./zfs/text.ts";

// The list of the types of sources, as the JSON Schema has them.
/** What is backed up. */
export type SourceText = PlainSourceText | LvmSourceText | ZfsSourceText;
