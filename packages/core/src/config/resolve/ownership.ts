import type { Config } from "../../model/config.ts";
import { presentName, type Renamed, type TakenOver } from "../../model/ownership.ts";
import type { Cursor } from "../cursor.ts";
import { Names } from "../nearest.ts";
import { quoted } from "../quoted.ts";
import { readDigest } from "../read/machine-digest.ts";
import { isName } from "../read/name.ts";
import type { Report } from "../report.ts";

export function readFormerIds(cursor: Cursor, report: Report): readonly string[] {
  const ids = cursor.items().flatMap((item) => {
    const id = item.text();
    return id !== null && isName(id, "an owner", item.span, report) ? [id] : [];
  });
  return [...new Set(ids)].sort();
}

interface DeclaredNames {
  readonly volumes: Cursor;
  readonly repositories: ReadonlyMap<string, unknown>;
}

/** An entry whose new name is that of a volume and of a repository counts for both. */
export function readMoved(cursor: Cursor, { volumes, repositories }: DeclaredNames, report: Report): Config["moved"] {
  const entries = cursor.items().flatMap((item): readonly MovedEntry[] => {
    const [from, to] = [item.at("from").text(), item.at("to").text()];
    return from === null || to === null ? [] : [{ from, to, cursor: item }];
  });
  const names = {
    volumes: new Set(volumes.entries().map(([name]) => name)),
    repositories: new Set(repositories.keys()),
  };
  const ofKind = (declared: ReadonlySet<string>) =>
    entries.filter(({ from }) => declared.has(presentName(from, entries)));
  const moved = { volumes: ofKind(names.volumes), repositories: ofKind(names.repositories) };
  const seen = new Set<string>();
  for (const entry of entries) {
    const fault = faultOf(entry, names, moved, seen.has(entry.from));
    if (fault !== null) report.add("config-bad-move", entry.cursor.span, fault);
    seen.add(entry.from);
  }
  const plain = ({ from, to }: Renamed): Renamed => ({ from, to });
  return { volumes: moved.volumes.map(plain), repositories: moved.repositories.map(plain) };
}

type MovedEntry = Renamed & { readonly cursor: Cursor };
type Kinds<T> = { readonly volumes: T; readonly repositories: T };

function faultOf(
  entry: MovedEntry,
  names: Kinds<ReadonlySet<string>>,
  moved: Kinds<readonly MovedEntry[]>,
  isTwice: boolean,
): string | null {
  const { from, to } = entry;
  if (isTwice) return `${quoted(from)} is moved twice. Keep one entry.`;
  const kinds = (["volumes", "repositories"] as const).filter((kind) => moved[kind].includes(entry));
  if (kinds.length === 0) {
    const known = new Names(new Set([...names.volumes, ...names.repositories]));
    return `${quoted(to)} is not the name of a volume or a repository of this config.${known.suggestion(to)}`;
  }
  const declared = kinds.find((kind) => names[kind].has(from));
  if (declared === undefined) return null;
  const what = declared === "volumes" ? "a volume" : "a repository";
  return `${quoted(from)} is still declared as ${what}, and the points with this name belong to that declaration. Remove the entry, or that declaration.`;
}

/** Sorted, each once. */
export function readTakenOver(cursor: Cursor, report: Report): readonly TakenOver[] {
  const found = new Map<string, TakenOver>();
  for (const item of cursor.items()) {
    const machine = readDigest(item.at("machine"), report, " To add the line: rdump takeover ADDRESS");
    if (machine === null) continue;
    const address = item.at("address").text();
    found.set(`${machine} ${address ?? ""}`, { address, machine });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, taken]) => taken);
}
