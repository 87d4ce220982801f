import type { ChainLink } from "../../actions/inputs.ts";

/**
 * The time in seconds from which changes are in a difference to this archive: a second before its run began to look at the
 * system. It is in its name, so that the plan can show the command. Null: another name.
 */
export function sinceOf({ base }: Pick<ChainLink, "base">): number | null {
  const [, date, hour, minute, second] = /-(\d{8})T(\d\d)(\d\d)(\d\d)Z-[0-9a-f]{8}(?:@[0-9a-f]{16})?$/.exec(base) ?? [];
  if (date === undefined) return null;
  const day = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  return Date.parse(`${day}T${hour}:${minute}:${second}Z`) / 1000 - 1;
}
