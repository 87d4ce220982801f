export type { Rule } from "../config/rule.ts";
export type { MachineFiles } from "../config/subject.ts";
export { type Explanation, explanations } from "./explain.ts";
export type { Finding } from "./finding.ts";
export { fix } from "./fix.ts";
export { format } from "./fmt/format.ts";
export { type LintSource, lint, lintAll, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
