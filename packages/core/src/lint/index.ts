export { type Explanation, explanations } from "./explain.ts";
export { type Fixed, fix } from "./fix.ts";
export { format } from "./fmt/format.ts";
export { type Finding, lint, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
export type { Breach, Edit, Fix, Rule } from "./rule.ts";
export { type MachineFiles, NO_FILES } from "./subject.ts";
