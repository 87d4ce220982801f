import { repositoryOptionUnused } from "./repositories/borg/rules/option-unused.ts";
import { repositoryUnencrypted } from "./repositories/borg/rules/unencrypted.ts";
import type { Rule } from "./rule.ts";

/** The lint rules that are about one type of repository, source or target. Each is in the folder of its type. */
export const TYPE_RULES: readonly Rule[] = [repositoryOptionUnused, repositoryUnencrypted];
