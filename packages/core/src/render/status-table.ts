import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import { STATES, type State, worstState } from "../model/state.ts";
import type { GroupStatus, SizeStatus, Status, UpkeepStatus } from "../model/status.ts";
import { clockIn } from "./clock.ts";
import { type Column, fitted } from "./columns.ts";
import { shortBytes, shortGrowth, shortSpan } from "./short.ts";
import { statePaint } from "./state-paint.ts";
import type { Causes } from "./status-causes.ts";
import { cell } from "./table.ts";

export interface TableStyle {
  readonly color: ChalkInstance;
  readonly timeZone: string;
  readonly width: number;
}

/** One line a target: volumes with the worst state first, and within a volume the worst target first. */
export function targetLines(status: Status, causes: Causes, style: TableStyle): readonly string[] {
  const { color, timeZone } = style;
  const now = Date.parse(status.asOf);
  const clock = clockIn(timeZone, now);
  const groups = worstFirst(status.groups);
  const column = (heading: string, text: (group: GroupStatus, index: number) => string): Column => ({
    heading,
    cells: groups.map((group, index) => cell(text(group, index))),
  });
  const state: Column = {
    heading: "STATE",
    cells: groups.map((group) => cell(group.state, statePaint(group, color))),
  };
  const volume = column("VOLUME", (group, index) =>
    groups[index - 1]?.volume === group.volume ? "" : visible(group.volume),
  );
  const target = column("TARGET", ({ address, volume: name }) => visible(targetText(address, name)));
  const rest = [
    column("NEWEST", ({ newest }) => (newest === null ? "-" : clock(Date.parse(newest.time)))),
    column("AGE", ageOf),
    column("DUE", (group) => dueOf(group, now)),
    column("PROOF", (group) => proofOf(group, now)),
    column("SIZE", ({ size }) => sizeText(size)),
    column("GROWTH", ({ size }) => growthText(size)),
    column("SEE", ({ address }) => causes.numbers(address)),
  ];
  return fitted(state, [volume, target], rest, style);
}

/** One line a repository: its size, and the age of its upkeep. */
export function repositoryLines(status: Status, causes: Causes, style: TableStyle): readonly string[] {
  const sizes = new Map((status.repositories ?? []).map(({ address, size }) => [address, size]));
  const upkeep = (address: string) => status.upkeep.filter((each) => each.address === address);
  const addresses = [...new Set([...sizes.keys(), ...status.upkeep.map(({ address }) => address)])];
  const stateOf = (address: string) => worstState(upkeep(address).map(({ state }) => state));
  const isOverdue = (address: string) => upkeep(address).some(({ overdue }) => overdue);
  addresses.sort((a, b) => rankOf(stateOf(a)) - rankOf(stateOf(b)) || (a < b ? -1 : 1));
  if (addresses.length === 0) return [];
  const column = (heading: string, text: (address: string) => string): Column => ({
    heading,
    cells: addresses.map((address) => cell(text(address))),
  });
  const work = (kind: UpkeepStatus["kind"]) => (address: string) =>
    workOf(upkeep(address).find((each) => each.kind === kind));
  const state: Column = {
    heading: "STATE",
    cells: addresses.map((address) =>
      cell(stateOf(address), statePaint({ state: stateOf(address), overdue: isOverdue(address) }, style.color)),
    ),
  };
  const name = column("REPOSITORY", (address) => visible(namesIn(address)[0] ?? address));
  const rest = [
    column("SIZE", (address) => sizeText(sizes.get(address))),
    column("GROWTH", (address) => growthText(sizes.get(address))),
    column("CHECK", work("check")),
    column("COMPACT", work("compact")),
    column("SEE", (address) => causes.numbers(address)),
  ];
  return fitted(state, [name], rest, style);
}

function rankOf(state: State): number {
  return STATES.findIndex((each) => each.state === state);
}

function worstFirst(groups: readonly GroupStatus[]): readonly GroupStatus[] {
  const ranks = new Map<string, number>();
  for (const { volume, state } of groups)
    ranks.set(volume, Math.min(rankOf(state), ranks.get(volume) ?? Number.POSITIVE_INFINITY));
  return [...groups].sort(
    (a, b) =>
      (ranks.get(a.volume) ?? 0) - (ranks.get(b.volume) ?? 0) ||
      order(a.volume, b.volume) ||
      rankOf(a.state) - rankOf(b.state) ||
      order(a.address, b.address),
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A target without its volume: the name of a repository, a path, or a kind and a name. */
function targetText(address: string, volume: string): string {
  const names = namesIn(address.startsWith(`${volume}.`) ? address.slice(volume.length) : address);
  return names.length === 0 ? address : names.reverse().join(" of ");
}

function namesIn(address: string): string[] {
  return Array.from(address.matchAll(/(\w+)\[("(?:[^"\\]|\\.)*")\]/g), ([, kind = "", key = '""']) => {
    const name: unknown = JSON.parse(key);
    const isPlain = kind === "archives" || kind === "repository" || String(name).startsWith("/");
    return isPlain ? String(name) : `${kind.replace(/s$/, "")} ${name}`;
  });
}

function ageOf({ newest, age, state }: GroupStatus): string {
  // A target that could not be queried may have points: `never` would be a guess.
  if (newest === null || age === null) return state === "unknown" ? "-" : "never";
  return age < 0 ? "future" : shortSpan(age);
}

function dueOf({ due, overdue, nextDue, state }: GroupStatus, now: number): string {
  if (state === "unknown") return "-";
  const seconds = (Date.parse(nextDue) - now) / 1000;
  if (due) return overdue ? `-${shortSpan(Math.max(0, -seconds))}` : "now";
  return shortSpan(Math.max(0, seconds));
}

function proofOf({ proof }: GroupStatus, now: number): string {
  if (proof === undefined) return "-";
  if (proof.last === null) return "never";
  const { verdict, time, coverage } = proof.last;
  if (verdict === "failed") return verdict;
  const span = shortSpan(Math.max(0, (now - Date.parse(time)) / 1000));
  if (coverage === undefined || coverage.proven >= coverage.files) return span;
  return `${span} ${Math.floor((100 * coverage.proven) / coverage.files)}%`;
}

function sizeText(size: SizeStatus | undefined): string {
  return size === undefined ? "-" : shortBytes(size.bytes);
}

function growthText(size: SizeStatus | undefined): string {
  return size === undefined || size.growth === null ? "-" : shortGrowth(size.growth.bytes);
}

function workOf(upkeep: UpkeepStatus | undefined): string {
  if (upkeep === undefined) return "-";
  const { age, due, overdue, last } = upkeep;
  const span = age === null ? "never" : shortSpan(Math.max(0, age));
  if (overdue || due) return `${span} ${overdue ? "overdue" : "due"}`;
  return last === null || last.freed === null ? span : `${span} (${shortBytes(last.freed)} freed)`;
}
