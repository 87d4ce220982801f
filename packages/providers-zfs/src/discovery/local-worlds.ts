import type { Group, ReadIo } from "@rdump/core/provider";
import type { Seen } from "../look.ts";
import { datasetOf } from "./groups.ts";
import { lookAtWorld, type Question, unseenWorld, type World } from "./world.ts";

/** The worlds of this host: its own one, and that of the datasets that a sender updates. */
export interface LocalWorlds {
  readonly own: World;
  readonly received: (sender: string) => World;
}

/**
 * One query for both. A stream can contain properties that break the list, so after a broken list, this host and each sender
 * are queried apart: a sender can then hide only its own replicas.
 */
export async function lookAtLocalWorlds(
  question: Question,
  groups: readonly Group[],
  io: ReadIo,
): Promise<Seen<LocalWorlds>> {
  const senders = receivedBy(groups);
  const together = await lookAtWorld(withReceived(question, [...senders.values()].flat()), null, io);
  if ("found" in together) return { found: { own: together.found, received: () => together.found } };
  if (senders.size === 0 || together.unseen.code !== "zfs-lines-broken") return together;
  const own = await lookAtWorld(question, null, io);
  if ("unseen" in own) return own;
  const apart = new Map<string, World>();
  for (const [sender, datasets] of senders) {
    const seen = await lookAtWorld(withReceived(NOTHING, datasets), null, io);
    apart.set(sender, "unseen" in seen ? unseenWorld(null, seen.unseen) : seen.found);
  }
  return { found: { own: own.found, received: (sender) => apart.get(sender) ?? own.found } };
}

const NOTHING: Question = { datasets: [], trees: [], settled: [], streams: [], held: [] };

function withReceived(question: Question, received: readonly string[]): Question {
  return {
    ...question,
    datasets: [...question.datasets, ...received],
    streams: [...question.streams, ...received],
  };
}

/** By sender: the datasets of groups that it updates. */
function receivedBy(groups: readonly Group[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { volume } of groups) {
    if (volume.sender === undefined) continue;
    found.set(volume.sender, [...(found.get(volume.sender) ?? []), datasetOf(volume.source)]);
  }
  return found;
}
