import type { Partial } from "../../world/world.ts";

/** A resume token. That of ZFS is packed; this one is text. */
export function tokenOf({ toGuid, fromGuid }: Partial): string {
  return `1-${toGuid}-${fromGuid ?? "0"}`;
}

export function partialIn(token: string): Partial {
  const [, toGuid = "", from = "0"] = token.split("-");
  return { toGuid, fromGuid: from === "0" ? null : from };
}
