import type { Address } from "./address.ts";
import type { Adopted } from "./adopted.ts";
import type { Mark } from "./point.ts";

/** Points of another machine that count as own, of one group or (address null) of all groups. */
export interface TakenOver {
  readonly address: Address | null;
  /** The digest in their marks. */
  readonly machine: string;
}

/** A volume or a repository that has another name than in older marks and histories. */
export interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** The marks of a sender on another host, by its name: the first part of the addresses of its groups. */
export interface Sender {
  readonly name: string;
  readonly owner: string;
  readonly machine: string;
}

/** Which marks a config treats as its own. Nothing of it is written into a mark but `id` and `machine`. */
export interface Ownership {
  readonly id: string;
  /** The digest of this machine; null: not known, and no mark has it. */
  readonly machine: string | null;
  readonly formerIds: readonly string[];
  /** Volumes with another name than before. */
  readonly moved: readonly Renamed[];
  readonly takenOver: readonly TakenOver[];
  /** The senders whose points this host expires. */
  readonly senders?: readonly Sender[];
  /** Points that rdump did not make, and that count as own. */
  readonly adopted?: Adopted;
}

/**
 * The marks that one group accepts. It is part of inputs of actions, which check a mark again right before they use
 * what has it.
 */
export type Claim = {
  readonly owners: readonly string[];
  /** The names of the volume, now and before. */
  readonly volumes: readonly string[];
  /** Digests of machines. A mark without a machine is accepted. */
  readonly machines: readonly string[];
};

/** `foreign`: of the same owner, made by another machine. `stranger`: of another owner or another volume. */
export type Judgement = "own" | "foreign" | "stranger";

export function claimOf(ownership: Ownership, { address, volume }: { address: Address; volume: string }): Claim {
  const { id, machine, formerIds, takenOver, senders = [] } = ownership;
  const taken = takenOver.filter((each) => each.address === null || each.address === address);
  const sender = senders.find(({ name }) => address.startsWith(`${name}/`));
  const own = sender?.machine ?? machine;
  return {
    owners: sender === undefined ? [...new Set([id, ...formerIds])] : [sender.owner],
    volumes: [volume, ...formerNames(volume, ownership)],
    machines: [...new Set([...(own === null ? [] : [own]), ...taken.map((each) => each.machine)])],
  };
}

export function judge({ owner, volume, machine }: Omit<Mark, "run">, claim: Claim): Judgement {
  if (!claim.owners.includes(owner) || !claim.volumes.includes(volume)) return "stranger";
  return isClaimedMachine(machine, claim) ? "own" : "foreign";
}

/** A mark of version 0.1 has no machine, and is own. */
export function isClaimedMachine(machine: string | null, { machines }: Pick<Claim, "machines">): boolean {
  return machine === null || machines.includes(machine);
}

/** The present name of the volume of a mark; null when the mark has another owner. */
export function presentVolume({ owner, volume }: Pick<Mark, "owner" | "volume">, ownership: Ownership): string | null {
  return isOwner(owner, ownership) ? presentName(volume, ownership.moved) : null;
}

export function isOwner(owner: string, { id, formerIds }: Pick<Ownership, "id" | "formerIds">): boolean {
  return owner === id || formerIds.includes(owner);
}

/** The name that a volume or a repository has now. The name of a child (`VOLUME/CHILD`) follows its parent. */
export function presentName(name: string, moved: readonly Renamed[]): string {
  if (moved.length === 0) return name;
  const [head = "", ...below] = name.split("/");
  let now = head;
  // One step for each entry at most, so that a circle ends.
  for (let step = 0; step < moved.length; step++) now = moved.find(({ from }) => from === now)?.to ?? now;
  return [now, ...below].join("/");
}

function formerNames(name: string, { moved }: Ownership): readonly string[] {
  const [head = "", ...below] = name.split("/");
  const former = new Set(moved.map(({ from }) => from).filter((from) => from !== head));
  return [...former].filter((from) => presentName(from, moved) === head).map((from) => [from, ...below].join("/"));
}
