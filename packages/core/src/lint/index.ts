export { lint, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
export type { Breach, Rule } from "./rule.ts";
