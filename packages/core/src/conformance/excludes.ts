import { parseExclude } from "../config/index.ts";
import type { Exclude } from "../model/exclude.ts";

export { excludeWithin, leavesOut } from "../config/index.ts";

/** The exclude that a config declares with this text. Throws when no config can. */
export function excludeOf(text: string): Exclude {
  const exclude = parseExclude(text);
  if (typeof exclude === "string") throw new Error(`${JSON.stringify(text)}: ${exclude}`);
  return exclude;
}
