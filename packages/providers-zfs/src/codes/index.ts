import { register } from "@rdump/core/provider";
import { CLONE } from "./clone.ts";
import { DATASET } from "./dataset.ts";
import { POOL } from "./pool.ts";
import { REPLICA } from "./replica.ts";

export const ZFS = register({ ...POOL, ...DATASET, ...CLONE, ...REPLICA });
