export { tarExcludes } from "./patterns.ts";
export { directoryProvider } from "./provider.ts";
