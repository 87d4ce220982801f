import { repositoryOptionUnused } from "./repositories/borg/rules/option-unused.ts";
import { repositoryUnencrypted } from "./repositories/borg/rules/unencrypted.ts";
import { formatUnsuitable } from "./repositories/directory/rules/format-unsuitable.ts";
import type { Rule } from "./rule.ts";
import { snapshotSizeSmall } from "./sources/lvm/rules/snapshot-size-small.ts";
import { sourceElsewhere } from "./sources/zfs/rules/elsewhere.ts";
import { volumeSameDataset } from "./sources/zfs/rules/same-dataset.ts";
import { cloneOtherPool } from "./targets/clones/rules/other-pool.ts";
import { mirrorMaybeUnmounted } from "./targets/mirrors/rules/maybe-unmounted.ts";
import { replicaCompressionLocal } from "./targets/replicas/rules/compression-local.ts";

/** The list of the lint rules that are about one type of repository, source or target. Each is in the folder of its type. */
export const TYPE_RULES: readonly Rule[] = [
  cloneOtherPool,
  formatUnsuitable,
  mirrorMaybeUnmounted,
  replicaCompressionLocal,
  repositoryOptionUnused,
  repositoryUnencrypted,
  snapshotSizeSmall,
  sourceElsewhere,
  volumeSameDataset,
];
