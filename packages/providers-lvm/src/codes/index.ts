import { register } from "@rdump/core/provider";
import { QUERIES } from "./queries.ts";
import { SNAPSHOT } from "./snapshot.ts";
import { SOURCE } from "./source.ts";

export const LVM = register({ ...SOURCE, ...SNAPSHOT, ...QUERIES });
