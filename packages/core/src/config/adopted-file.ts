import { basename, dirname, join } from "node:path";
import type { Failure } from "../diagnostics/failure.ts";
import { visible } from "../diagnostics/visible.ts";
import type { Address } from "../model/address.ts";
import { type Adopted, adoptedIn, adoptedTwice } from "../model/adopted.ts";
import type { Config } from "../model/config.ts";
import { nameMatches } from "../model/exclude-name.ts";
import { isObject } from "../model/json.ts";
import { presentGroup } from "../model/present-history.ts";
import { CONFIG } from "./codes/index.ts";
import { parseName } from "./exclude/name.ts";
import { twiceText } from "./read/adopted.ts";

/** A point that a pattern was resolved into; its name and its time (`2026-11-22T20:06:40Z`) are for readers. */
export interface ResolvedPoint {
  readonly id: string;
  readonly name: string;
  readonly time: string;
}

/** The points that `rdump adopt` resolved: by the address of the group and by the pattern. */
export type ResolvedNames = {
  readonly [address: Address]: { readonly [names: string]: readonly ResolvedPoint[] };
};

/** The file beside a config: `/etc/rdump/rdump.json5` has `/etc/rdump/rdump.adopted.json`. */
export function adoptedPath(config: string): string {
  return join(dirname(config), `${basename(config).replace(/\.json5?$/, "")}.adopted.json`);
}

/** Whether a name matches a pattern of `adopted`: the whole name, with `*`, `?` and `[...]`. */
export function matchesNames(pattern: string, name: string): boolean {
  const pieces = parseName(pattern);
  return typeof pieces !== "string" && nameMatches(pieces, name);
}

export function resolvedText(resolved: ResolvedNames): string {
  return `${JSON.stringify({ version: 1, adopted: resolved }, null, 2)}\n`;
}

/** Throws a `Failure` if the text does not have the format of rdump. */
export function parseResolved(text: string, path: string): ResolvedNames {
  const whole = asJson(text);
  if (!isObject(whole) || whole.version !== 1 || !isObject(whole.adopted)) throw damaged(path);
  for (const group of Object.values(whole.adopted)) {
    if (!isObject(group) || !Object.values(group).every((list) => Array.isArray(list) && list.every(isPoint)))
      throw damaged(path);
  }
  return whole.adopted as ResolvedNames;
}

/** The config with the identities of its patterns. Patterns that it does not declare any more add nothing. */
export function withResolved(config: Config, resolved: ResolvedNames): Config {
  if (config.adopted === undefined) return config;
  const lists = presentLists(config, resolved);
  const entries = Object.entries(config.adopted).map(([address, { ids, names }]) => {
    const found = names.flatMap((each) => lists.get(address)?.get(each) ?? []);
    return [address, { ids: [...new Set([...ids, ...found.map(({ id }) => id)])].sort(), names }] as const;
  });
  const adopted: Adopted = Object.fromEntries(entries);
  const twice = adoptedTwice(adopted);
  if (twice !== null) throw CONFIG.failure("config-adopted-twice", twiceText(twice));
  return { ...config, adopted };
}

/** The patterns of a group that were never resolved. */
export function unresolvedNames(config: Config, resolved: ResolvedNames): readonly (readonly [Address, string])[] {
  const lists = presentLists(config, resolved);
  return Object.keys(config.adopted ?? {}).flatMap((address) => {
    const { names } = adoptedIn(config.adopted, address);
    return names.filter((each) => lists.get(address)?.has(each) !== true).map((each) => [address, each] as const);
  });
}

/** The points of each pattern by the present address of its group: the file has the addresses of its time. */
function presentLists({ moved }: Config, resolved: ResolvedNames) {
  const lists = new Map<Address, Map<string, readonly ResolvedPoint[]>>();
  for (const [written, group] of Object.entries(resolved)) {
    const address = presentGroup(written, moved);
    const present = lists.get(address) ?? new Map<string, readonly ResolvedPoint[]>();
    for (const [names, points] of Object.entries(group)) present.set(names, [...(present.get(names) ?? []), ...points]);
    lists.set(address, present);
  }
  return lists;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isPoint(value: unknown): boolean {
  return isObject(value) && [value.id, value.name, value.time].every((each) => typeof each === "string");
}

function damaged(path: string): Failure {
  const detail = `${visible(path)} does not have the format of rdump. The file says which points the patterns of \`adopted\` name. Remove the file, then write it again:\n    rdump adopt ADDRESS PATTERN --write`;
  return CONFIG.failure("config-adopted-file", detail);
}
