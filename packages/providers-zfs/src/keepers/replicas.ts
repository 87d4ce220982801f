import {
  type AdjustRequest,
  bytesText,
  type CreateRequest,
  isoOf,
  type KeeperRole,
  PLANNED_RUN,
  type Proposal,
  type ReplicasTarget,
  visible,
} from "@rdump/core/provider";
import type {
  DiscardInput,
  HoldInput,
  RollbackInput,
  SendInput,
  SentSnapshot,
  SettleInput,
} from "../actions/inputs.ts";
import { factsOf } from "../discovery/groups.ts";
import type { ReplicaFacts } from "../discovery/replicas.ts";
import { isPointName, snapshotName } from "../naming/names.ts";
import { pinAdjustments } from "../pins.ts";
import { sendsAll } from "../replica/commands.ts";
import type { Base } from "../replica/lineage.ts";
import { stagesOf } from "../replica/stages.ts";
import { NOTHING } from "./nothing.ts";
import { auxiliaryDestroys, destructions } from "./snapshots.ts";

/**
 * Points in a dataset that only receives. An interrupted step is finished first. If its snapshot is not that of the present
 * slot, the snapshot of this run is then sent.
 */
export const replicasKeeper: KeeperRole<ReplicasTarget> = {
  wants: "kept moment",

  create(request) {
    const facts = factsOf<ReplicaFacts>(request.facts);
    const { resume, discard, base } = facts;
    const first = discard === null ? [] : [discarding(request, discard)];
    const steps = request.offered.map(({ name, id: guid }) => ({ name, guid }));
    if (resume === null) {
      const [firstSent = "this run"] = steps;
      return [
        ...first,
        holding(request, firstSent),
        ...step(request, "this run", { base, token: null, held: true, steps }),
      ];
    }
    // If the rest cannot be sent, the snapshot of this run needs no hold.
    const resumed = step(request, resume, { base, token: resume.token });
    const next = { name: resume.name, guid: resume.guid, from: `@${resume.name}` };
    return [...first, ...resumed, ...step(request, "this run", { base: next, token: null, steps })];
  },

  destroy: (request) => destructions(request.group.target.dataset, request, request.group.target.host),

  rollBack({ owner, group, facts }) {
    const { newer: found } = factsOf<ReplicaFacts>(facts);
    if (found === undefined)
      return {
        refused: "The replica has nothing newer than its newest common snapshot, or is refused for another reason.",
      };
    const { base, newer, written } = found;
    const [stays] = newer.filter(({ why }) => why !== undefined);
    const { target } = placeOf(group);
    if (stays !== undefined) return { refused: `${visible(target + stays.name)} cannot be destroyed: ${stays.why}.` };
    const input: RollbackInput = {
      ...{ owner, ...placeOf(group), base, written },
      newer: newer.map(({ name, guid, held }) => ({ name, guid, ...(held === true ? { held } : {}) })),
    };
    const destroys = newer.map(({ name, guid, created }) => ({ id: guid, name, time: isoOf(created) }));
    const unsaved =
      written === 0 ? "" : `. Files that were written after ${newestOf(newer)} are lost too: ${bytesText(written)}`;
    const reason = `requested: back to ${base.name}, the newest common snapshot${unsaved}`;
    return { ...NOTHING, kind: "zfs/rollback", verb: "destroy", input, destroys, reason };
  },

  adjust(request) {
    const { dataset, host } = request.group.target;
    const pins = host === null ? pinAdjustments(dataset, request) : [];
    return [...adjustments(request), ...pins, ...auxiliaryDestroys(dataset, request, host)];
  },
};

function adjustments(request: AdjustRequest<ReplicasTarget>): readonly Proposal[] {
  const { owner, group, facts, begun } = request;
  const { base, resume, settled, readOnly, held } = factsOf<ReplicaFacts>(facts);
  // The rest of a stream can take long: all snapshots of the run come first.
  if (resume !== null && begun)
    return step(request, resume, { base, token: resume.token }).map((each) => ({ ...each, late: true }));
  if (base === null) return [];
  const isRest = held.some((name) => name !== base.name) || releasable(request, base.name).length > 0;
  if (settled && readOnly && !isRest) return [];
  const snapshot = { name: base.name, guid: base.guid };
  return [settling({ owner, group, facts }, snapshot, `${base.name} was received, and the step was not finished`)];
}

function newestOf(newer: RollbackInput["newer"]): string {
  return visible(newer.find(({ name }) => name.startsWith("@"))?.name ?? "the newest common snapshot");
}

type Place = Pick<CreateRequest<ReplicasTarget>, "owner" | "group" | "facts">;

function placeOf({ target: { dataset, host } }: Place["group"]): { readonly target: string; readonly host?: string } {
  return host === null ? { target: dataset } : { target: dataset, host };
}

function originOf(facts: Place["facts"]): Pick<SendInput, "source" | "sourceHost"> {
  const { source, sourceHost } = factsOf<ReplicaFacts>(facts);
  return sourceHost === undefined ? { source } : { source, sourceHost };
}

function stagesFor(target: ReplicasTarget, { sourceHost }: Pick<SendInput, "sourceHost">) {
  const stages = stagesOf(target, sourceHost ?? null);
  return Object.keys(stages).length === 0 ? {} : { stages };
}

interface From {
  readonly base: Base | null;
  readonly token: string | null;
  /** An action before this one sets the holds. */
  readonly held?: true;
  /** Earlier snapshots that are sent before. */
  readonly steps?: SendInput["steps"];
}

type StepRequest = Omit<AdjustRequest<ReplicasTarget>, "begun" | "pinned">;

function step(request: StepRequest, snapshot: SentSnapshot, from: From): readonly Proposal[] {
  const settled = settling(request, snapshot, null, from.steps);
  // One command settles the steps of this run in all replicas.
  return [sending(request, snapshot, from), snapshot === "this run" ? { ...settled, late: true } : settled];
}

/** One command sets the holds of all replicas with such a tag. */
function holding({ group, facts }: Place, snapshot: SentSnapshot): Proposal {
  const { base, tag, between = [], sending: stale } = factsOf<ReplicaFacts>(facts);
  const isAll = sendsAll({ ...intermediatesOf(group), base, token: null });
  const input: HoldInput = {
    ...{ ...originOf(facts), target: group.target.dataset, tag, snapshot },
    ...(between.length > 0 && isAll ? { between } : {}),
    // With a base, the settlement of the earlier step releases them.
    ...(base === null && stale.length > 0 ? { stale } : {}),
  };
  const reason = "the snapshot of the source stays while it is sent";
  return { ...NOTHING, kind: "zfs/hold", verb: "prepare", input, reason, ofMoment: snapshot === "this run" };
}

function intermediatesOf({ target }: Place["group"]): Pick<SendInput, "intermediates"> {
  return target.intermediates === true ? { intermediates: true } : {};
}

function sending(request: StepRequest, snapshot: SentSnapshot, { base, token, held, steps = [] }: From): Proposal {
  const { owner, group, facts, stall } = request;
  const { raw, embeds, missingParents, tag, between = [] } = factsOf<ReplicaFacts>(facts);
  const isFirst = base === null && token === null;
  const input: SendInput = {
    ...{ owner, ...originOf(facts), ...placeOf(group), snapshot, base, token, raw, embeds, stall, tag },
    ...intermediatesOf(group),
    ...(held === true ? { held } : {}),
    ...(steps.length === 0 ? {} : { steps }),
    ...(held !== true && between.length > 0 && sendsAll({ intermediates: true, base, token }) ? { between } : {}),
    ...stagesFor(group.target, originOf(facts)),
    parents: isFirst ? missingParents : [],
  };
  const isOfRun = snapshot === "this run";
  return {
    ...NOTHING,
    kind: "zfs/send",
    verb: "create",
    input,
    reason: token === null ? null : "a stream was interrupted: the rest of it is sent",
    makes: isOfRun ? snapshotName(PLANNED_RUN.stamp, "point") : isPointName(snapshot.name) ? snapshot.name : null,
    ofMoment: isOfRun,
  };
}

/**
 * The snapshots of the source that lose the hold of a stream after this one (null: that of the run) arrived. With `holdsBase`,
 * the base and all that the next stream brings keep it: a stream can end at a snapshot without a bookmark.
 */
function releasable({ facts }: Pick<Place, "facts">, arrived: string | null): readonly string[] {
  const { sending: sent, between = [], resume, holdsBase } = factsOf<ReplicaFacts>(facts);
  if (holdsBase !== true) return sent;
  if (arrived !== null) return sent.filter((each) => each !== arrived && !between.includes(each));
  return [...new Set([...sent, ...(resume === null ? [] : [resume.name]), ...between])];
}

function settling(
  { owner, group, facts }: Place,
  snapshot: SentSnapshot,
  reason: string | null,
  steps: SendInput["steps"] = [],
): Proposal {
  const seen = factsOf<ReplicaFacts>(facts);
  const { guid, readOnly, held, bookmarks, base, resume, tag, stream, passed = [], holdsBase } = seen;
  const name = snapshot === "this run" ? null : snapshot.name;
  const sent = steps.map((each) => each.name);
  const arrived = [...new Set([...passed, ...sent])].filter((each) => each !== name);
  const resumed = snapshot === "this run" && resume !== null ? [resume.name] : [];
  const bases = [...held, ...(base === null ? [] : [base.name]), ...resumed];
  const input: SettleInput = {
    ...{ owner, ...originOf(facts), ...placeOf(group), snapshot, bookmarks, tag },
    ...(stream === null || guid === null ? {} : { stream }),
    ...(arrived.length === 0 ? {} : { passed: arrived }),
    setsReadOnly: guid === null || !readOnly,
    held: [...new Set(bases)].filter((each) => each !== name),
    ...(holdsBase === true ? { holdsBase } : {}),
    // Without a base, the action that sets the hold releases the others.
    sending: [...(base === null && resume === null ? [] : releasable({ facts }, name)), ...sent].filter(
      (each) => each !== name,
    ),
  };
  return {
    ...NOTHING,
    kind: "zfs/settle",
    verb: "update",
    input,
    reason: reason ?? "marks and holds of the received snapshot",
  };
}

function discarding({ owner, group }: Place, why: string): Proposal {
  const input: DiscardInput = { owner, ...placeOf(group) };
  return {
    ...NOTHING,
    kind: "zfs/discard",
    verb: "prepare",
    input,
    reason: `an interrupted stream cannot go on: ${why}`,
  };
}
