import { repositoryOptionUnused } from "./repositories/borg/rules/option-unused.ts";
import { repositoryUnencrypted } from "./repositories/borg/rules/unencrypted.ts";
import type { Rule } from "./rule.ts";
import { snapshotSizeSmall } from "./sources/lvm/rules/snapshot-size-small.ts";
import { volumeSameDataset } from "./sources/zfs/rules/same-dataset.ts";

/** The list of the lint rules that are about one type of repository, source or target. Each is in the folder of its type. */
export const TYPE_RULES: readonly Rule[] = [
  repositoryOptionUnused,
  repositoryUnencrypted,
  snapshotSizeSmall,
  volumeSameDataset,
];
