import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import { pointAddress } from "../model/address.ts";
import type { Group } from "../model/group.ts";
import { isoOf } from "../model/instant.ts";
import type { Completeness } from "../model/point.ts";
import type { Assessment } from "../plan/assess.ts";
import { addressOfGroup, type Candidate, candidatesIn, type Known, ranked } from "./candidates.ts";
import { RESTORE } from "./codes.ts";
import type { RestoreWish } from "./wish.ts";

export interface Choice extends Candidate {
  /** Why this point, for the user. */
  readonly reason: string;
  readonly diagnostics: readonly Diagnostic[];
}

type Asked = Pick<RestoreWish, "volume" | "at" | "from">;

/**
 * Pure: the newest complete point at or before the time; of several of one run a proven one, and then a local one. Incomplete
 * points count only if there is no complete one, or by their name; invalid ones only by their name. Throws a `Failure`.
 */
export function choosePoint(assessments: readonly Assessment[], asked: Asked, known: Known): Choice {
  const groups = assessments.filter((each) => isFrom(each.desired.group, asked.from));
  const gaps = groups.flatMap(({ gap, desired: { group } }) => (gap === null ? [] : [unlisted(group, gap)]));
  const all = groups.flatMap((assessment) => candidatesIn(assessment, known));
  const { at } = asked;
  if ("point" in at) return named(all, at.point, asked, gaps);
  const { time } = at;
  const reachable = time === null ? all : all.filter(({ point }) => point.time <= time);
  for (const state of ["complete", "incomplete"] as const) {
    const [best] = ranked(reachable.filter(({ point }) => point.state === state));
    if (best === undefined) continue;
    const until = time === null ? "" : ` at or before ${isoOf(time)}`;
    const where = best.isRemote ? "on another host" : "local";
    const proof = best.standing.kind === "proven" ? `, proven on ${best.standing.time.slice(0, 10)}` : "";
    const reason = `the newest ${state} point${until}${proof}, ${where}`;
    return { ...best, reason, diagnostics: [...gaps, ...remarks(best)] };
  }
  throw noPoint(asked, all, gaps);
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
  const [best] = ranked(found);
  if (best === undefined) throw noPoint(asked, all, gaps);
  const ids = new Set(found.map(({ point }) => point.id));
  const names = new Set(found.map(({ point }) => point.name));
  if (names.size > 1) {
    const detail = `"${visible(wanted)}" is the beginning of the identity of ${ids.size} points: ${[...names].slice(0, 5).map(visible).join(", ")}. Give more characters.`;
    throw RESTORE.failure("restore-no-point", detail);
  }
  return { ...best, reason: "requested", diagnostics: remarks(best) };
}

const DOUBTFUL = "its source had lost files, or another disk was in its place";

function remarks({ point, ...rest }: Candidate): readonly Diagnostic[] {
  if (point.state === "complete") return [];
  const words: { readonly [state in Completeness]: string } = {
    complete: "",
    incomplete: "some files could not be read when it was made",
    invalid: "it was not finished or not checked",
  };
  const why = point.doubtful === true ? DOUBTFUL : words[point.state];
  const detail = `${visible(point.name)} is ${point.state}: ${why}.`;
  return [RESTORE.warning("restore-incomplete-point", detail, { address: addressOfGroup(rest) })];
}

/** For a restore: the chosen point was damaged, or differed, when it was proven last. */
export function failedProof({ point, standing, ...rest }: Choice): readonly Diagnostic[] {
  if (standing.kind !== "failed") return [];
  const why = standing.why === null ? "" : `: ${visible(standing.why)}`;
  const detail = `The proof of ${visible(point.name)} failed on ${standing.time.slice(0, 10)}${why}.`;
  return [RESTORE.warning("restore-failed-proof", detail, { address: addressOfGroup(rest) })];
}

function unlisted({ address }: Group, { summary, detail }: Diagnostic): Diagnostic {
  return RESTORE.warning("restore-unreadable-target", `${summary}. ${detail}`, { address });
}

function noPoint({ volume, at, from }: Asked, all: readonly Candidate[], gaps: readonly Diagnostic[]): Failure {
  const wanted =
    "point" in at ? ` named ${visible(at.point)}` : at.time === null ? "" : ` at or before ${isoOf(at.time)}`;
  const target = from === null ? "any target" : `the target ${visible(from)}`;
  const oldest = ranked(all).at(-1);
  const more = oldest === undefined ? "" : ` The oldest point is ${visible(oldest.point.name)}.`;
  const unseen = gaps.map(({ address, detail }) => ` ${address} could not be listed: ${detail}`).join("");
  const detail = `The volume ${visible(volume)} has no point${wanted} in ${target}.${more}${unseen}`;
  return RESTORE.failure("restore-no-point", detail);
}
