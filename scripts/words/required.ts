import type { WordFault } from "./faults.ts";

/** Sources whose strings are shown to users. The simulated host and the conformance suite are for tests. */
const MESSAGES = /^packages\/(?!fake-host\/)[^/]+\/src\/(?!conformance\/)/;

/** True for a fault that `npm run check` does not accept: in a page, in a message or help text, or in a declared name. */
export function isRequired({ path, kind }: Pick<WordFault, "path" | "kind">): boolean {
  return kind === "page" || kind === "name" || (kind === "string" && MESSAGES.test(path));
}
