import { register } from "@rdump/core/provider";
import { MACHINE } from "./machine.ts";
import { MIRROR } from "./mirror.ts";
import { RESTORE } from "./restore.ts";
import { RSYNC } from "./rsync.ts";
import { SOURCE } from "./source.ts";

export const FS = register({ ...SOURCE, ...MACHINE, ...MIRROR, ...RSYNC, ...RESTORE });
