import type { AdjustRequest, Proposal } from "@rdump/core/provider";
import type { PinInput } from "./actions/inputs.ts";
import type { World } from "./discovery/world.ts";
import { NOTHING } from "./keepers/nothing.ts";

/** The tag of the hold on a snapshot that the config pins. */
export const PIN_TAG = "rdump-pin";

/** A snapshot, behind its `@`. */
export type PinnedSnapshot = { readonly name: string; readonly guid: string };

/** Part of the facts of a group. */
export type PinFacts = {
  /** The snapshots that have the hold of a pin; absent: none. */
  readonly pins?: readonly PinnedSnapshot[];
};

/** Only on this host: another one may let its senders set no holds. */
export function pinFacts(dataset: string, { host, snapshots, tags }: World): PinFacts {
  if (host !== null) return {};
  const all = snapshots.get(dataset) ?? [];
  const pins = all.flatMap(({ name, guid }) => (isHeld(tags.get(`${dataset}@${name}`)) ? [{ name, guid }] : []));
  return pins.length === 0 ? {} : { pins };
}

/** By the full name of a snapshot: the number of its holds that are those of pins. */
export function pinHolds({ host, tags }: World): ReadonlyMap<string, number> {
  const held = host === null ? [...tags].filter(([, of]) => isHeld(of)) : [];
  return new Map(held.map(([snapshot]) => [snapshot, 1]));
}

function isHeld(tags: readonly string[] | undefined): boolean {
  return tags?.includes(PIN_TAG) === true;
}

/** Holds the pinned snapshots, and releases those that are pinned no longer. */
export function pinAdjustments(
  dataset: string,
  { facts, pinned }: Pick<AdjustRequest, "facts" | "pinned">,
): readonly Proposal[] {
  const { pins: held = [] } = (facts ?? {}) as PinFacts;
  const wanted = new Set(pinned.map(({ id }) => id));
  const there = new Set(held.map(({ guid }) => guid));
  const hold = pinned.filter(({ id }) => !there.has(id)).map(({ id, name }) => ({ name, guid: id }));
  const release = held.filter(({ guid }) => !wanted.has(guid));
  if (hold.length + release.length === 0) return [];
  const input: PinInput = { dataset, hold, release };
  const parts = [reasonFor("pinned, gets a hold", hold), reasonFor("no longer pinned, loses its hold", release)];
  const reason = parts.filter((part) => part !== "").join("; ");
  return [{ ...NOTHING, kind: "zfs/pin", verb: "update", input, reason, aside: true }];
}

const MOST_NAMED = 5;

function reasonFor(what: string, snapshots: readonly PinnedSnapshot[]): string {
  if (snapshots.length === 0) return "";
  const more = snapshots.length > MOST_NAMED ? ` and ${snapshots.length - MOST_NAMED} more` : "";
  const named = snapshots.slice(0, MOST_NAMED).map(({ name }) => name);
  return `${what}: ${named.join(", ")}${more}`;
}
