import type { LvmSource } from "./sources/lvm.ts";
import type { PlainSource } from "./sources/plain.ts";
import type { ZfsSource } from "./sources/zfs.ts";

export * from "./sources/lvm.ts";
export * from "./sources/plain.ts";
export * from "./sources/zfs.ts";

// The list of the types of sources. Each has a file in sources/, and a folder in config/sources/.
export type Source = PlainSource | LvmSource | ZfsSource;
