import { pathToFileURL } from "node:url";

/** The `import.meta.url` of the bundled scripts, which are CommonJS modules in one directory. */
export const moduleUrl = pathToFileURL(__filename).href;
