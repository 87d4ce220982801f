import type { Rule } from "./rule.ts";
import { zeroKeep } from "./rules/zero-keep.ts";

/** Every rule of meaning. */
export const RULES: readonly Rule[] = [zeroKeep];
