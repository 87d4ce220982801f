import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { pointAddress } from "../model/address.ts";
import type { Group } from "../model/group.ts";
import { isoOf } from "../model/instant.ts";
import type { Completeness, Point } from "../model/point.ts";
import type { Assessment } from "../plan/assess.ts";
import type { Providers } from "../provider/providers.ts";
import { RESTORE } from "./codes.ts";
import type { RestoreWish } from "./wish.ts";

/** A point that can be restored. */
export interface Candidate {
  readonly assessment: Assessment;
  readonly point: Point;
  /** The data is on another machine. */
  readonly isRemote: boolean;
  /** Another machine of this owner made it. */
  readonly isForeign: boolean;
}

export interface Choice extends Candidate {
  /** Why this point, for the user. */
  readonly reason: string;
  readonly diagnostics: readonly Diagnostic[];
}

type Asked = Pick<RestoreWish, "volume" | "at" | "from">;

/**
 * Pure: the newest complete point at or before the time; of several of one time a local one. Incomplete points count
 * only if there is no complete one, or by their name; invalid ones only by their name. Throws a `Failure`.
 */
export function choosePoint(assessments: readonly Assessment[], asked: Asked, providers: Providers): Choice {
  const groups = assessments.filter((each) => isFrom(each.desired.group, asked.from));
  const gaps = groups.flatMap(({ gap, desired: { group } }) => (gap === null ? [] : [unlisted(group, gap)]));
  const all = groups.flatMap((assessment) => candidatesIn(assessment, providers));
  const { at } = asked;
  if ("point" in at) return named(all, at.point, asked, gaps);
  const { time } = at;
  const reachable = time === null ? all : all.filter(({ point }) => point.time <= time);
  for (const state of ["complete", "incomplete"] as const) {
    const [best] = reachable.filter(({ point }) => point.state === state).sort(byPreference);
    if (best === undefined) continue;
    const until = time === null ? "" : ` at or before ${isoOf(time)}`;
    const where = best.isRemote ? "on another host" : "local";
    const reason = `the newest ${state} point${until}, ${where}`;
    return { ...best, reason, diagnostics: [...gaps, ...remarks(best)] };
  }
  throw noPoint(asked, all, gaps);
}

function candidatesIn(assessment: Assessment, providers: Providers): readonly Candidate[] {
  const { gap, complete, incomplete, invalid, foreign, desired } = assessment;
  const reader = providers.reader(desired.group.target.targetType);
  if (reader === null || gap !== null) return [];
  const isRemote = reader.isRemote(desired.group);
  const own = [...complete, ...incomplete, ...invalid].map((point) => ({
    assessment,
    point,
    isRemote,
    isForeign: false,
  }));
  return [...own, ...foreign.map((point) => ({ assessment, point, isRemote, isForeign: true }))];
}

/** The newest first; of one time: own before foreign ones, local before remote ones, then by address. */
function byPreference(a: Candidate, b: Candidate): number {
  return (
    b.point.time - a.point.time ||
    Number(a.isForeign) - Number(b.isForeign) ||
    Number(a.isRemote) - Number(b.isRemote) ||
    (addressOfGroup(a) < addressOfGroup(b) ? -1 : 1)
  );
}

function addressOfGroup({ assessment }: Candidate): string {
  return assessment.desired.group.address;
}

/** A target by its address, its key (the name of a repository, a path, a dataset), or its kind. */
export function isFrom({ address, target }: Group, from: string | null): boolean {
  if (from === null || from === address || from === target.kind) return true;
  const [, key = ""] = /\[("(?:[^"\\]|\\.)*")\]$/.exec(address) ?? [];
  return key !== "" && JSON.parse(key) === from;
}

const FEWEST = 6;

function named(all: readonly Candidate[], wanted: string, asked: Asked, gaps: readonly Diagnostic[]): Choice {
  const found = all.filter((each) => {
    const { id, name } = each.point;
    return (
      name === wanted ||
      pointAddress(addressOfGroup(each), name) === wanted ||
      (wanted.length >= FEWEST && id.startsWith(wanted))
    );
  });
  const [best] = [...found].sort(byPreference);
  if (best === undefined) throw noPoint(asked, all, gaps);
  const ids = new Set(found.map(({ point }) => point.id));
  const names = new Set(found.map(({ point }) => point.name));
  if (names.size > 1) {
    const detail = `"${visible(wanted)}" is the beginning of the identity of ${ids.size} points: ${[...names].slice(0, 5).map(visible).join(", ")}. Give more characters.`;
    throw RESTORE.failure("restore-no-point", detail);
  }
  return { ...best, reason: "requested", diagnostics: remarks(best) };
}

function remarks({ point, ...rest }: Candidate): readonly Diagnostic[] {
  if (point.state === "complete") return [];
  const words: { readonly [state in Completeness]: string } = {
    complete: "",
    incomplete: "some files could not be read when it was made",
    invalid: "it was not finished or not checked",
  };
  const detail = `${visible(point.name)} is ${point.state}: ${words[point.state]}.`;
  return [RESTORE.warning("restore-incomplete-point", detail, { address: addressOfGroup({ point, ...rest }) })];
}

function unlisted({ address }: Group, { summary, detail }: Diagnostic): Diagnostic {
  return RESTORE.warning("restore-unreadable-target", `${summary}. ${detail}`, { address });
}

function noPoint({ volume, at, from }: Asked, all: readonly Candidate[], gaps: readonly Diagnostic[]): Failure {
  const wanted =
    "point" in at ? ` named ${visible(at.point)}` : at.time === null ? "" : ` at or before ${isoOf(at.time)}`;
  const target = from === null ? "any target" : `the target ${visible(from)}`;
  const oldest = [...all].sort(byPreference).at(-1);
  const more = oldest === undefined ? "" : ` The oldest point is ${visible(oldest.point.name)}.`;
  const unseen = gaps.map(({ address, detail }) => ` ${address} could not be listed: ${detail}`).join("");
  const detail = `The volume ${visible(volume)} has no point${wanted} in ${target}.${more}${unseen}`;
  return RESTORE.failure("restore-no-point", detail);
}
