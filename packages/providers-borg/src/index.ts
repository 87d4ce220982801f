export { borgPatterns } from "./patterns.ts";
export { type BorgOptions, borgProvider } from "./provider.ts";
