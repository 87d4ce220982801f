export { leavesOut } from "../../model/exclude-match.ts";
export { nameMatches } from "../../model/exclude-name.ts";
export { parseGlob } from "./glob.ts";
export { excludeWithin } from "./match.ts";
export { parseExclude } from "./parse.ts";
