import type { GroupStatus, State, Status } from "@rdump/core";
import { driftText, isWithholding, visible } from "@rdump/core";

/** Something that is wrong now. The key stays the same from run to run, so that it is notified once. */
export interface Problem {
  readonly key: string;
  /** The object with the problem: the address of a target, or an address and a word. An object can have several problems. */
  readonly about: string;
  readonly kind: "failure" | "overdue";
  /** One line, safe to show. */
  readonly text: string;
}

/** A part of a run that was not done. */
export interface RunFault {
  /** The address of a target or repository, or the name of a volume. */
  readonly address: string;
  readonly code: string;
  readonly text: string;
}

/** How a run ended, for the part that is about no target. */
export interface RunEnd {
  /** The id of the run; null: none began. */
  readonly run: string | null;
  /** Null when everything was done. */
  readonly failure: string | null;
  readonly faults: readonly RunFault[];
}

const QUIET: readonly State[] = ["ok", "due", "running"];
/** States that a new point does not end, and that hide that no point is made. */
const LASTING: readonly State[] = ["decayed", "shrunken", "unproven"];

/** What is wrong by a status and by the end of the run before it. Pure. */
export function problemsOf(status: Status, end: RunEnd): readonly Problem[] {
  const { groups, upkeep, drift } = status;
  const targets = groups.flatMap((group) =>
    statesOf(group, status).map((state) =>
      problemOf(group.address, state, state === group.state ? group.obstacle : null),
    ),
  );
  const works = upkeep
    .filter(({ state }) => !QUIET.includes(state))
    .map(({ address, kind, state, failure: failed, obstacle }) =>
      problemOf(`${address} ${kind}`, state, failed?.summary ?? obstacle),
    );
  const drifts = drift.map((each): Problem => {
    const text = driftText(each);
    return {
      key: `drift ${each.address} ${text}`,
      about: `${each.address} drift`,
      kind: "failure",
      text: lineOf(`${each.address}: drift: ${text}`),
    };
  });
  const found = [...targets, ...works, ...drifts];
  return [...found, ...faultsOf(end, status, found)];
}

/** All states of a target that require attention: its state is only the worst one. */
function statesOf(group: GroupStatus, { shrunken, decayed = [] }: Status): readonly State[] {
  const { state, overdue, proof, volume } = group;
  const isOwn = (each: { readonly volume: string }) => each.volume === volume;
  const all: readonly (readonly [state: State, holds: boolean])[] = [
    [state, !QUIET.includes(state) && (state !== "absent" || overdue)],
    ["decayed", decayed.some((each) => isOwn(each) && isWithholding(each))],
    ["shrunken", shrunken.some(isOwn)],
    ["unproven", proof !== undefined && (proof.overdue || proof.last?.verdict === "failed")],
    ["overdue", overdue && LASTING.includes(state)],
  ];
  return [...new Set(all.flatMap(([each, holds]) => (holds ? [each] : [])))];
}

/** What a run did not do, and what no problem of its target explains: that one can have another cause, and be old. */
function faultsOf({ failure, faults }: RunEnd, { groups }: Status, found: readonly Problem[]): readonly Problem[] {
  if (failure === null) return [];
  if (faults.length === 0) {
    if (found.some(({ kind }) => kind === "failure")) return [];
    return [{ key: "run", about: "run", kind: "failure", text: lineOf(failure) }];
  }
  const abouts = found.filter(({ kind }) => kind === "failure").map(({ about }) => about);
  const volumeOf = new Map<string, string>(groups.map(({ address, volume }) => [address, volume]));
  const isExplained = ({ address }: RunFault) =>
    abouts.some((about) => `${about} `.startsWith(`${address} `) || volumeOf.get(about) === address);
  const fresh = faults.filter((fault) => !isExplained(fault)).map(faultOf);
  return [...new Map(fresh.map((each) => [each.key, each])).values()];
}

function faultOf({ address, code, text }: RunFault): Problem {
  const key = `run ${address} ${code}`;
  return { key, about: key, kind: "failure", text: lineOf(`${address}: ${text}`) };
}

/**
 * The same with the earlier problems of targets on which another run is working now: whether they are solved is not known
 * yet. Pure.
 */
export function withUndecided(
  before: readonly Problem[],
  now: readonly Problem[],
  { groups }: Pick<Status, "groups">,
): readonly Problem[] {
  const atWork = new Set<string>(groups.filter(({ state }) => state === "running").map(({ address }) => address));
  const known = new Set(now.map(({ key }) => key));
  return [...now, ...before.filter(({ key, about }) => atWork.has(about) && !known.has(key))];
}

function problemOf(name: string, state: State, why: string | null): Problem {
  const kind = state === "overdue" ? "overdue" : "failure";
  const text = lineOf(`${name}: ${state}${why === null ? "" : `. ${why}`}`);
  return { key: `${state} ${name}`, about: name, kind, text };
}

/** One line without control characters: the detail of a diagnostic can have several lines. */
function lineOf(text: string): string {
  return visible(text.replaceAll(/\s*\n\s*/g, " "));
}
