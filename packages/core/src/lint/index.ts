export { type Explanation, explanations } from "./explain.ts";
export type { Finding } from "./finding.ts";
export { fix } from "./fix.ts";
export { format } from "./fmt/format.ts";
export { lint, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
export type { Rule } from "./rule.ts";
export type { MachineFiles } from "./subject.ts";
