import type { Exclude } from "../../model/exclude.ts";
import type { VolumeLimits } from "../../model/limits.ts";
import type { Source } from "../../model/source.ts";
import type { Hooks, Integrity, Verify, Volume } from "../../model/volume.ts";
import type { Cursor } from "../cursor.ts";
import { leavesOut } from "../exclude/index.ts";
import { Names } from "../nearest.ts";
import type { Placed, PlacedVolume } from "../placed.ts";
import { listed, quoted } from "../quoted.ts";
import { readArgv } from "../read/argv.ts";
import { readEvery } from "../read/duration.ts";
import { readExclude } from "../read/exclude.ts";
import { readInnerPath, readOptionalPath } from "../read/path.ts";
import { readPercent } from "../read/percent.ts";
import { readProofCommand } from "../read/proof-command.ts";
import { readSample } from "../read/sample.ts";
import { readFileSize } from "../read/size.ts";
import type { Report } from "../report.ts";
import { readSource } from "../sources/index.ts";
import { readTargets } from "../targets/index.ts";
import type { Vocabulary } from "./vocabulary.ts";

export function readVolume(name: string, cursor: Cursor, words: Vocabulary): PlacedVolume {
  const { report } = words;
  const source = readSource(cursor.at("source"), words);
  const targets = readTargets(name, cursor, source, words);
  const integrity = readIntegrity(cursor.at("integrity"), source, report);
  const exclude = readExcludes(cursor.at("exclude"), integrity, report);
  const hooks = readHooks(cursor.at("hooks"), report);
  const limits = readVolumeLimits(cursor.at("limits"), report);
  const machineRecord = readMachineRecord(cursor.at("machineRecord"), integrity, report);
  const verify = readProofs(cursor.at("verify"), targets.all, words);
  if (source === null) return { volume: null, cursor, targets: targets.all };
  const volume: Volume = {
    name,
    parent: null,
    source,
    exclude,
    excludeCaches: cursor.at("excludeCaches").flag() ?? false,
    integrity,
    ...(machineRecord === null ? {} : { machineRecord }),
    targets: targets.own.map((placed) => placed.target),
    ...(limits === null ? {} : { limits }),
    hooks,
    verify,
  };
  return { volume, cursor, targets: targets.all };
}

/** Files of another host cannot be scanned. */
function isElsewhere(source: Source | null): boolean {
  return source?.type === "zfs" && source.host !== undefined;
}

const DAILY = { kind: "calendar", unit: "daily" } as const;
const MONTHLY = { kind: "duration", milliseconds: 30 * 86_400_000, text: "30d" } as const;

function readIntegrity(cursor: Cursor, source: Source | null, report: Report): Integrity | null {
  if (cursor.flag() === false || isElsewhere(source)) return null;
  const snapshot = cursor.at("snapshot");
  if (snapshot.flag() === true && source !== null && source.type !== "zfs") {
    const detail = `The snapshot \`NAME-rsure\` requires a ZFS source, and the source of the volume has the type \`${source.type}\`. Remove \`snapshot\`. The integrity data is copied to the source in any case.`;
    report.add("config-needs-zfs", snapshot.keySpan, detail);
  }
  const every = cursor.at("every");
  const scrub = cursor.at("scrub");
  return {
    surefile: readInnerPath(cursor.at("surefile"), "2sure.dat.gz", report),
    hash: cursor.at("hash").text() === "sha256" ? "sha256" : "sha1",
    xattrs: cursor.at("xattrs").flag() ?? false,
    largest: readFileSize(cursor.at("largest"), report),
    snapshot: snapshot.flag() ?? false,
    every: every.exists ? readEvery(every, DAILY, report) : null,
    ...(scrub.exists ? { scrub: readEvery(scrub.at("every"), MONTHLY, report) } : {}),
    declared: cursor.exists,
  };
}

/** The record is beside the surefile. Null: not declared. */
function readMachineRecord(cursor: Cursor, integrity: Integrity | null, report: Report): boolean | null {
  const wanted = cursor.flag();
  if (wanted === true && integrity === null) {
    report.add("config-record-without-integrity", cursor.keySpan, "The machine record is written beside the surefile.");
  }
  return wanted;
}

/** Sorted and without duplicates: excludes are a set. */
function readExcludes(cursor: Cursor, integrity: Integrity | null, report: Report): readonly Exclude[] {
  const found = new Map<string, Exclude>();
  for (const item of cursor.items()) {
    const exclude = readExclude(item, report);
    if (exclude === null) continue;
    const meaning = JSON.stringify(exclude.parts);
    const same = found.get(meaning);
    if (same === undefined || exclude.text < same.text) found.set(meaning, exclude);
    if (integrity !== null && leavesOut(exclude, integrity.surefile)) {
      const detail = `The exclude matches ${quoted(integrity.surefile)}. This file has the integrity data that verifies a restore, and no backup would contain it. Use a narrower exclude, another path (\`integrity: { surefile: "…" }\`), or no integrity data (\`integrity: false\`).`;
      report.add("config-exclude-hides-surefile", item.span, detail);
    }
  }
  return [...found.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** Null: the volume declares none. */
function readVolumeLimits(cursor: Cursor, report: Report): Partial<VolumeLimits> | null {
  const declared = (["destroy", "shrink"] as const).filter((key) => cursor.at(key).exists);
  if (declared.length === 0) return null;
  return Object.fromEntries(declared.map((key) => [key, readPercent(cursor.at(key), 0.5, report)]));
}

function readHooks(cursor: Cursor, report: Report): Hooks | null {
  if (!cursor.exists) return null;
  return { before: readArgv(cursor.at("before"), report), after: readArgv(cursor.at("after"), report) };
}

function readProofs(cursor: Cursor, targets: readonly Placed[], words: Vocabulary): readonly Verify[] | null {
  return cursor.exists ? cursor.items().map((item) => readVerify(item, targets, words)) : null;
}

function readVerify(cursor: Cursor, targets: readonly Placed[], { repositories, report }: Vocabulary): Verify {
  const from = cursor.at("from").text();
  const keys = targets.filter((placed) => placed.target.kind !== "clones" && placed.key !== "").map(({ key }) => key);
  if (from !== null && !keys.includes(from)) {
    const names = new Names(new Set(keys));
    const known =
      keys.length === 0 ? "The volume has no target to restore from." : `Its targets: ${listed(names.all, "and")}.`;
    const other = repositories.byName.has(from)
      ? " A repository has that name, but the volume is not archived in it."
      : "";
    const detail = `The volume has no target ${quoted(from)}.${other}${names.suggestion(from)} ${known}`;
    report.add("config-unknown-verify-source", cursor.at("from").span, detail);
  }
  const sample = readSample(cursor.at("sample"), report);
  const command = readProofCommand(cursor, report);
  return {
    every: readEvery(cursor.at("every"), DAILY, report),
    from: from ?? "",
    scratch: readOptionalPath(cursor.at("scratch"), report),
    ...(sample === null ? {} : { sample }),
    ...(command === null ? {} : { command }),
  };
}
