export { type Explanation, explanations } from "./explain.ts";
export { fix } from "./fix.ts";
export { format } from "./fmt/format.ts";
export { type Finding, lint, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
export type { Rule } from "./rule.ts";
export type { MachineFiles } from "./subject.ts";
