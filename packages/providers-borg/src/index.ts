export { cachesIn } from "./discovery/cache.ts";
export { borgPatterns } from "./patterns.ts";
export { borgProvider } from "./provider.ts";
