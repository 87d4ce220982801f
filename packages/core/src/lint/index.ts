export { IGNORE_CODES } from "./ignore.ts";
export { type Finding, lint, lintLoaded } from "./lint.ts";
export { RULES } from "./registry.ts";
export type { Breach, Edit, Fix, Rule } from "./rule.ts";
export { type MachineFiles, NO_FILES } from "./subject.ts";
