export { tarExcludes } from "./formats/tar/patterns.ts";
export { directoryProvider } from "./provider.ts";
