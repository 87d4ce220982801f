import { parseExclude } from "../config/index.ts";
import type { Exclude } from "../model/exclude.ts";

export { excludeWithin, leavesOut } from "../config/index.ts";

/** The exclude of this text. Throws if the text is invalid. */
export function excludeOf(text: string): Exclude {
  const exclude = parseExclude(text);
  if (typeof exclude === "string") throw new Error(`${JSON.stringify(text)}: ${exclude}`);
  return exclude;
}
