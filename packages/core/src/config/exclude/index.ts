export { excludeWithin, leavesOut } from "./match.ts";
export { nameMatches } from "./name-match.ts";
export { parseExclude } from "./parse.ts";
