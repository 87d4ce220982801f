import { onHost, type ReadIo } from "@rdump/core/provider";
import type { SendInput } from "../actions/inputs.ts";
import type { Moment } from "../answers/streams.ts";
import { known, lookAtMoments } from "../look.ts";

/** A source and its replica. */
export type Sides = Pick<SendInput, "source" | "target"> & {
  /** As in `SendInput`. */
  readonly sourceHost?: string | null;
  readonly host?: string | null;
};

/** The snapshots and bookmarks of several sources and of their replicas, by dataset. Absent: it was not queried. */
export interface SidesView {
  readonly near: ReadonlyMap<string, readonly Moment[]>;
  readonly far: ReadonlyMap<string, readonly Moment[]>;
}

/** Equal for replicas whose sources are on one host, and that are on one host. */
export function placeOf({ sourceHost = null, host = null }: Sides): string {
  return JSON.stringify(["replicas", sourceHost, host]);
}

/** One command for each host, for replicas in one place. */
export async function lookAtSides(sides: readonly [Sides, ...Sides[]], io: ReadIo): Promise<SidesView> {
  const [{ sourceHost = null, host = null }] = sides;
  const [sources, targets] = [sides.map(({ source }) => source), sides.map(({ target }) => target)];
  if (host === sourceHost) {
    const all = await momentsOn(host, [...sources, ...targets], io);
    return { near: all, far: all };
  }
  return { near: await momentsOn(sourceHost, sources, io), far: await momentsOn(host, targets, io) };
}

async function momentsOn(
  host: string | null,
  datasets: readonly string[],
  io: ReadIo,
): Promise<ReadonlyMap<string, readonly Moment[]>> {
  const names = [...new Set(datasets)].sort();
  const found = new Map<string, Moment[]>(names.map((name) => [name, []]));
  for (const moment of known(await lookAtMoments(names, onHost(host, io)))) found.get(moment.dataset)?.push(moment);
  return found;
}

export function isSeen({ source, target }: Sides, { near, far }: SidesView): boolean {
  return near.has(source) && far.has(target);
}

/** A snapshot of the source, by its name behind the `@`. */
export function sourceSnapshot(source: string, name: string, { near }: SidesView): Moment | null {
  return near.get(source)?.find((each) => each.kind === "snapshot" && each.name === name) ?? null;
}

/** The snapshots of a replica, oldest first. */
export function received(target: string, { far }: SidesView): readonly Moment[] {
  return (far.get(target) ?? []).filter(({ kind }) => kind === "snapshot").sort((a, b) => a.txg - b.txg);
}

export function hasGuid(snapshots: readonly Moment[], guid: string): boolean {
  return snapshots.some((each) => each.guid === guid);
}
