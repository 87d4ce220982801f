import { suggestionOrList, visible } from "@rdump/core";

/** For a group that is not observed: a similar address, or the addresses that exist. */
export function noSuchGroup(address: string, groups: ReadonlyMap<string, unknown>): string {
  return `The config declares no group ${visible(address)}.${suggestionOrList(address, groups.keys())}`;
}

/** The parts of `GROUP` or `GROUP@POINT`. The key of an address is a JSON string, so the last `]` ends it. */
export function groupAddress(text: string): { readonly address: string; readonly point: string | null } {
  const end = text.lastIndexOf("]");
  if (text[end + 1] !== "@") return { address: text, point: null };
  return { address: text.slice(0, end + 1), point: text.slice(end + 2) };
}
