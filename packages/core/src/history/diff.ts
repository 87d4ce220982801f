import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isLeftOut } from "../model/exclude-match.ts";
import type { DiffOutput } from "../model/recorded.ts";
import type { Session } from "../reconcile/session.ts";
import type { At } from "../restore/wish.ts";
import { innerPath, isWithin } from "./path.ts";
import { recordedPoints, stateOf } from "./points.ts";

export interface DiffWish {
  readonly volume: string;
  readonly older: At;
  readonly newer: At;
  readonly from: string | null;
  /** As typed. */
  readonly path: string;
}

/** `rdump diff`: what differs between two points. Throws a `Failure`. */
export async function diff(
  session: Session,
  wish: DiffWish,
): Promise<{ readonly output: DiffOutput; readonly diagnostics: readonly Diagnostic[] }> {
  const path = innerPath(wish.path);
  const asked = { ...wish, at: [wish.older, wish.newer] };
  const { around, volume, tree, points, diagnostics } = await recordedPoints(session, asked);
  const [older, newer] = points;
  if (older === undefined || newer === undefined) throw new Error("two points were not chosen");
  const numbers = [older.revision.number, newer.revision.number] as const;
  const found = numbers[0] === numbers[1] ? [] : await around.role.differences(tree, numbers, around.io);
  const differences = found.filter(
    (each) =>
      // A directory that is only on one side includes the path.
      (isWithin(each.path, path) || (each.type !== "changed" && isWithin(path, each.path))) &&
      !isLeftOut(volume.exclude, each.path),
  );
  const both = { older: stateOf(older.choice), newer: stateOf(newer.choice) };
  return { output: { formatVersion: 1, volume: wish.volume, ...both, path, differences }, diagnostics };
}
