import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { isLeftOut } from "../model/exclude-match.ts";
import type { ListOutput } from "../model/recorded.ts";
import type { RecordedEntry } from "../provider/records.ts";
import type { Session } from "../reconcile/session.ts";
import type { At } from "../restore/wish.ts";
import { HISTORY } from "./codes.ts";
import { byPath, factsOf, innerPath } from "./path.ts";
import { recordedPoints, stateOf } from "./points.ts";

export interface ListWish {
  readonly volume: string;
  readonly at: At;
  readonly from: string | null;
  /** As typed. */
  readonly path: string;
  /** Also the content of its directories. */
  readonly recursive: boolean;
}

/** `rdump ls`: the entries of a directory, or one entry, in a point. Throws a `Failure`. */
export async function list(
  session: Session,
  wish: ListWish,
): Promise<{ readonly output: ListOutput; readonly diagnostics: readonly Diagnostic[] }> {
  const path = innerPath(wish.path);
  const { around, volume, tree, points, diagnostics } = await recordedPoints(session, { ...wish, at: [wish.at] });
  const [point] = points;
  if (point === undefined) throw new Error("no point was chosen");
  const revision = point.revision.number;
  const found = await around.role.entries(
    tree,
    { revision, below: path, depth: wish.recursive ? null : 1, name: "" },
    around.io,
  );
  const saved = found.filter((entry) => !isLeftOut(volume.exclude, entry.path));
  const own = saved.find((entry) => entry.path === path);
  if (own === undefined) {
    throw HISTORY.failure("history-no-entry", `${visible(point.choice.point.name)} has no ${visible(path)}.`);
  }
  const isDirectory = kindOf(own) === "dir";
  const entries = saved
    .filter((entry) => !isDirectory || entry !== own)
    .sort(byPath)
    .flatMap(({ versions: [version], ...named }) => (version === undefined ? [] : [{ ...named, ...factsOf(version) }]));
  return {
    output: { formatVersion: 1, volume: wish.volume, point: stateOf(point.choice), path, entries },
    diagnostics,
  };
}

function kindOf({ versions }: RecordedEntry): string | undefined {
  return versions[0]?.kind;
}
