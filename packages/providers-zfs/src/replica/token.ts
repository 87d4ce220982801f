import type { Moment } from "../answers/streams.ts";
import type { TokenContent } from "../answers/token.ts";
import type { Lineage } from "./lineage.ts";

/** An interrupted receive that can go on. */
export type Resume = {
  readonly token: string;
  /** The snapshot of the source that it leads to, behind the `@`. */
  readonly name: string;
  readonly guid: string;
};

/** The next step for an interrupted receive: go on, or discard what was received of the snapshot, for a reason. */
export type Interrupted = { readonly resume: Resume } | { readonly discard: string };

/** Pure. `content`: null if the token is not understood. */
export function judgeToken(
  token: string,
  content: TokenContent | null,
  { source, lineage, raw }: { readonly source: readonly Moment[]; readonly lineage: Lineage; readonly raw: boolean },
): Interrupted {
  if (content === null) return { discard: "its resume token cannot be read" };
  const to = source.find(({ kind, guid }) => kind === "snapshot" && guid === content.toGuid);
  if (to === undefined) return { discard: "the snapshot that was sent does not exist any more" };
  if (content.raw !== raw) return { discard: "the stream was not as encrypted as the source is now" };
  const base = lineage.state === "base" ? lineage.base.guid : null;
  if (content.fromGuid !== base) return { discard: "it began at another snapshot than the newest common one" };
  return { resume: { token, name: to.name, guid: to.guid } };
}
