import { visible } from "../diagnostics/visible.ts";
import type { NamedPoint } from "../model/action.ts";

/** A point that is destroyed: its name, its time, and the beginning of its identity. */
export function pointText({ name, time, id, adopted }: NamedPoint): string {
  return `${visible(name)}  (${visible(time)}, ${visible(id.slice(0, 16))}${adopted === true ? ", adopted" : ""})`;
}
