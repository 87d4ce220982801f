import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { type Address, pointAddress } from "../model/address.ts";
import type { HeldSpace, Point } from "../model/point.ts";
import { bytesText } from "../model/size.ts";
import type { HeldStatus } from "../model/status.ts";
import { type Assessment, unpinned } from "./assess.ts";
import { PLAN } from "./codes.ts";
import { retain } from "./retention.ts";

interface Held {
  readonly address: Address;
  readonly point: Point;
  readonly space: HeldSpace;
}

/** The pools in which expired points that only replicas need take more than `limits.heldSpace`, sorted. */
export function heldSpaceIn(assessments: readonly Assessment[], desired: Desired): readonly HeldStatus[] {
  return exceeding(assessments, desired).map(([place, held]) => ({
    place,
    bytes: bytesOf(held),
    points: held.map(({ address, point }) => pointAddress(address, point.name)),
  }));
}

/** Without the number of bytes: it changes with each write, and a saved plan would be stale. */
export function heldSpaceWarnings(assessments: readonly Assessment[], desired: Desired): readonly Diagnostic[] {
  return exceeding(assessments, desired).map(([place, held]) => {
    const allowed = bytesText(desired.config.limits.heldSpace ?? 0);
    const names = held.slice(0, MOST_NAMED).map(({ address, point }) => visible(pointAddress(address, point.name)));
    const more = held.length > MOST_NAMED ? ` and ${held.length - MOST_NAMED} more` : "";
    const replicas = [...new Set(held.flatMap(({ point }) => point.heldBy ?? []))].sort().map(visible);
    const update =
      replicas.length === 0 ? "" : ` \`rdump apply\` releases them as soon as it can update ${replicas.join(", ")}.`;
    const releases = held.flatMap(({ space }) => space.releases).slice(0, MOST_NAMED);
    const byHand =
      releases.length === 0
        ? "To give up a replica, remove it from the config."
        : `To give up a replica, remove it from the config, and then:\n${releases.join("\n")}`;
    const detail = `In ${visible(place)}, the keep rules expire ${names.join(", ")}${more}. These points stay only because replicas need them. They take more than \`limits.heldSpace\` (${allowed}).${update} ${byHand}`;
    return PLAN.warning("plan-held-space", detail);
  });
}

const MOST_NAMED = 5;

function exceeding(
  assessments: readonly Assessment[],
  desired: Desired,
): readonly (readonly [string, readonly Held[]])[] {
  const limit = desired.config.limits.heldSpace;
  if (limit === undefined) return [];
  const places = new Map<string, Held[]>();
  for (const held of assessments.flatMap((each) => heldIn(each, desired))) {
    const others = places.get(held.space.place);
    if (others === undefined) places.set(held.space.place, [held]);
    else others.push(held);
  }
  return [...places].filter(([, held]) => bytesOf(held) > limit).sort(([a], [b]) => (a < b ? -1 : 1));
}

function bytesOf(held: readonly Held[]): number {
  return held.reduce((sum, { space }) => sum + space.bytes, 0);
}

/** The points of a group that the rules would expire without its replicas, oldest first. */
function heldIn({ desired: { group }, complete, pinned, gap }: Assessment, { zone, now }: Desired): readonly Held[] {
  if (gap !== null || complete.every(({ heldSpace }) => heldSpace === undefined)) return [];
  const points = unpinned(complete, pinned).map((point) =>
    point.heldSpace === undefined ? point : { ...point, held: [] },
  );
  const { points: byAge, reasons } = retain({ points, keep: group.target.keep, zone, now });
  return byAge.flatMap((point, index) =>
    reasons[index] === null && point.heldSpace !== undefined
      ? [{ address: group.address, point, space: point.heldSpace }]
      : [],
  );
}
