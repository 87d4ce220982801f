import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import { pointAddress } from "../model/address.ts";
import { isoOf } from "../model/instant.ts";
import type { NamedState } from "../model/recorded.ts";
import type { Volume } from "../model/volume.ts";
import type { RecordedRevision, RecordedTree } from "../provider/records.ts";
import type { Session } from "../reconcile/session.ts";
import { type Choice, choosePoint } from "../restore/choose.ts";
import type { At } from "../restore/wish.ts";
import { HISTORY } from "./codes.ts";
import { unknownVolume } from "./path.ts";
import { lookAround, recordsOf, revisionOf, type Surroundings, whyNotRecorded } from "./records.ts";

/** Points whose files are requested. */
export interface PointWish {
  readonly volume: string;
  /** A target, as in a restore; null: any. */
  readonly from: string | null;
  readonly at: readonly At[];
}

export interface RecordedPoints {
  readonly around: Surroundings;
  readonly volume: Volume;
  /** A surefile that has the revisions of all points. */
  readonly tree: RecordedTree;
  /** In the order of the wish. */
  readonly points: readonly { readonly choice: Choice; readonly revision: RecordedRevision }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Chooses points as a restore does, and finds what was recorded of them. Throws a `Failure`, also if nothing is recorded. */
export async function recordedPoints(session: Session, wish: PointWish): Promise<RecordedPoints> {
  const around = await lookAround({ ...session, only: [wish.volume] });
  const { assessments, request } = around;
  const volume = request.desired.volumes.find(({ name }) => name === wish.volume);
  if (volume === undefined) throw unknownVolume(wish.volume);
  const of = assessments.filter(({ desired: { group } }) => group.volume.name === volume.name);
  const choices = wish.at.map((at) => choosePoint(of, { volume: wish.volume, at, from: wish.from }, request));
  const records = await recordsOf(volume, around);
  for (const each of records) {
    const points = choices.flatMap((choice) => {
      const revision = revisionOf(each, choice.point);
      return revision === null ? [] : [{ choice, revision }];
    });
    if (points.length < choices.length) continue;
    return { around, volume, tree: each.tree, points, diagnostics: choices.flatMap(({ diagnostics }) => diagnostics) };
  }
  const names = choices.map(({ assessment, point }) =>
    visible(pointAddress(assessment.desired.group.address, point.name)),
  );
  throw HISTORY.failure("history-not-recorded", `${names.join(", ")}: ${whyNotRecorded(volume, records)}`);
}

export function stateOf({ assessment, point: { id, name, time, state } }: Choice): NamedState {
  return { address: assessment.desired.group.address, id, name, time: isoOf(time), state };
}
