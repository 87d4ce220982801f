import { visible } from "@rdump/core/provider";
import { PROGRAMS_OF, repositoryLines } from "./archiver.ts";
import { candidatesIn, type Skipped } from "./candidates.ts";
import { excludeLines, localPaths } from "./excludes.ts";
import type { Facts, Mounted, Wish } from "./facts.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { KEEP, nameOf, pointHolding, Rooms, targetsOf } from "./targets.ts";

export interface InitialVolume {
  readonly name: string;
  readonly path: string;
  readonly why: string;
}

/** A config for a machine, and the things that a person must know about it. */
export interface InitialConfig {
  readonly text: string;
  readonly volumes: readonly InitialVolume[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
  /** The directories of mirrors, which must exist before the first run. */
  readonly directories: readonly string[];
}

/** Pure: the same facts give the same text. Its line breaks are those of `rdump fmt`. */
export function configOf(facts: Facts, wish: Wish): InitialConfig {
  const { mounts, skipped } = candidatesIn(facts);
  const kept = mounts.filter((mount) => !holdsBackups(mount, wish));
  const sources = wish.directories === null ? sourcesOf(kept, facts) : directoriesOf(wish.directories, kept, facts);
  const rooms = new Rooms(facts);
  const names = new Set<string>();
  const blocks: string[] = [];
  const volumes: InitialVolume[] = [];
  const directories: string[] = [];
  const left: Skipped[] = wish.directories === null ? [...skipped] : [];
  for (const mount of mounts) {
    if (wish.directories === null && !kept.includes(mount))
      left.push({ name: mount.point, reason: "It holds the backups.", isExcluded: true });
  }
  for (const source of sources) {
    const { point } = source.mount;
    const name = uniqueName(point, names);
    const targets = targetsOf(name, source, wish, facts, rooms);
    if (targets.lines.length === 0) {
      left.push({ name: point, reason: "No repository or directory is named, and no pool has space for a copy." });
      continue;
    }
    names.add(name);
    volumes.push({ name, path: point, why: source.why });
    if (targets.directory !== null) directories.push(targets.directory);
    blocks.push(
      blockOf(name, source, [...optionsOf(source, sources, left, wish, facts), ...targets.lines], targets.notes),
    );
  }
  const notes = notesOf(facts, wish, volumes);
  const isKeeping = blocks.some((block) => block.includes(KEEP));
  const text = [...head(facts, wish, isKeeping), "  volumes: {", blocks.join("\n\n"), "  },", "}", ""].join("\n");
  return { text: commented(text, left, notes), volumes, skipped: left, notes, directories };
}

const POLICY = [
  "  // A policy is a name for keep rules. This one keeps the newest point of each of 7 days, 4 weeks and 12 months.",
  "  policies: { standard: { daily: 7, weekly: 4, monthly: 12 } },",
  "",
];

/** As in many containers. The plan refuses a machine that has neither an id nor a name. */
function machineLines(hostname: string, digits: string): readonly string[] {
  return [
    "  // The name of this machine, because /etc/machine-id is missing or empty.",
    `  machine: ${JSON.stringify(`${nameOf(hostname).slice(0, 40)}-${digits}`)},`,
  ];
}

function head({ hostname, timezone, nameless }: Facts, { repository }: Wish, isKeeping: boolean): readonly string[] {
  return [
    "{",
    "  version: 1,",
    "  // The owner of all points. Change it only together with `formerIds`.",
    `  id: ${JSON.stringify(nameOf(hostname))},`,
    ...(nameless === null ? [] : machineLines(hostname, nameless)),
    `  timezone: ${JSON.stringify(timezone)},`,
    "",
    ...(isKeeping ? POLICY : []),
    ...(repository === null ? [] : repositoryLines(repository)),
  ];
}

function blockOf(name: string, source: Source, options: readonly string[], notes: readonly string[]): string {
  const members = Object.entries(source.text).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [
    `    // ${visible(source.mount.point)}: ${source.why}`,
    ...notes.map((note) => `    // ${note}`),
    `    ${JSON.stringify(name).replace(/^"([A-Za-z_][A-Za-z0-9_]*)"$/, "$1")}: {`,
    `      source: { ${members.join(", ")} },`,
    ...options.map((line) => `      ${line}`),
    "    },",
  ].join("\n");
}

/** Excludes, and the integrity data that fits the file system. */
function optionsOf(
  source: Source,
  sources: readonly Source[],
  left: readonly Skipped[],
  wish: Wish,
  facts: Facts,
): readonly string[] {
  const { mount } = source;
  const lines = excludeLines(mount, sources, left, wish, facts);
  if (mount.readOnly)
    return [
      ...lines,
      "// The file system is read-only, so integrity data cannot be written to it.",
      "integrity: false,",
    ];
  const hasAttributes = /^(ext[234]|xfs|zfs)$/.test(mount.type) && facts.programs.has("getfattr");
  return hasAttributes ? [...lines, "integrity: { xattrs: true },"] : lines;
}

/** Of a directory that is a mount point, the best source; of another one, its live files. */
function directoriesOf(directories: readonly string[], mounts: readonly Mounted[], facts: Facts): readonly Source[] {
  const whole = sourcesOf(mounts, facts);
  return [...new Set(directories)].map((path): Source => {
    const found = whole.find(({ mount }) => mount.point === path);
    if (found !== undefined) return found;
    const holder = facts.mounts.find(
      ({ point }) =>
        point ===
        pointHolding(
          path,
          facts.mounts.map((each) => each.point),
        ),
    );
    const mount = { point: path, device: "", root: "/", type: holder?.type ?? "", from: "", isDirectory: true };
    return {
      mount: { ...mount, readOnly: holder?.readOnly ?? false, used: null },
      text: { type: "plain", path },
      why: "a directory. Files are read from the live file system, so files that change during a run can be from different moments.",
    };
  });
}

/** A disk for backups, which is not itself backed up. */
function holdsBackups({ point }: Mounted, wish: Wish): boolean {
  const isForDisks = /^\/(mnt|media|run\/media|backups?)(\/|$)/.test(point);
  return localPaths(wish).some((path) => path === point || (isForDisks && path.startsWith(`${point}/`)));
}

function uniqueName(point: string, taken: ReadonlySet<string>): string {
  const plain = point === "/" ? "root" : nameOf(point.slice(1));
  for (let number = 1; ; number++) {
    const name = number === 1 ? plain : `${plain}-${number}`;
    if (!taken.has(name)) return name;
  }
}

function notesOf(facts: Facts, wish: Wish, volumes: readonly InitialVolume[]): readonly string[] {
  const notes: string[] = [];
  // For named directories, the reason of a volume says which list is missing.
  const isWhole = wish.directories === null;
  if (isWhole && "unknown" in facts.lvm) notes.push(`LVM could not be listed: ${facts.lvm.unknown}`);
  if (isWhole && "unknown" in facts.zfs) notes.push(`ZFS could not be listed: ${facts.zfs.unknown}`);
  if (isWhole && "unknown" in facts.removable)
    notes.push(`Disks could not be listed, so removable disks are not known: ${facts.removable.unknown}`);
  for (const { name, path } of facts.schemes) {
    notes.push(`${name} is configured in ${path}. You can keep it: rdump never changes points of other programs.`);
  }
  for (const { name, path } of facts.databases) {
    const volume = holderOf(path, volumes);
    if (volume === null && !isWhole) continue;
    const where = volume === null ? "It is in no volume." : `Its files are in the volume ${volume}.`;
    notes.push(
      `${name} has its data in ${path}. ${where} rdump does not stop the database: write a dump with \`hooks.before\`, and do not rely on the copied files alone.`,
    );
  }
  for (const { path, archiver } of facts.repositories) {
    if (path === wish.repository?.location) continue;
    notes.push(
      `A ${archiver} repository exists at ${visible(path)}. To use it: rdump init --repository ${visible(path)}. To keep its archives as points: rdump adopt`,
    );
  }
  const needed = [
    ...Object.entries(wish.repository === null ? {} : PROGRAMS_OF[wish.repository.archiver]).flatMap(
      ([command, name]) => (facts.programs.has(command) ? [] : [name]),
    ),
    ...(wish.mirror !== null && !facts.programs.has("rsync") ? ["rsync"] : []),
  ];
  if (needed.length > 0) notes.push(`Not installed, and needed for this config: ${needed.join(", ")}.`);
  for (const path of localPaths(wish)) {
    const holder = facts.mounts.find(
      ({ point }) =>
        point ===
        pointHolding(
          path,
          facts.mounts.map((each) => each.point),
        ),
    );
    const source = volumes.find(
      (each) =>
        holder !== undefined &&
        pointHolding(
          each.path,
          facts.mounts.map(({ point }) => point),
        ) === holder.point,
    );
    if (source !== undefined)
      notes.push(
        `${visible(path)} is on the same file system as the volume ${source.name}. If that disk is lost, both are lost.`,
      );
  }
  return notes;
}

function holderOf(path: string, volumes: readonly InitialVolume[]): string | null {
  const above = volumes.filter((each) => each.path === "/" || path === each.path || path.startsWith(`${each.path}/`));
  const deepest = [...above].sort((a, b) => b.path.length - a.path.length)[0];
  return deepest?.name ?? null;
}

/** The text below the comments that say what it does not cover. */
function commented(text: string, skipped: readonly Skipped[], notes: readonly string[]): string {
  const lines = [
    "// Written by `rdump init`. Read it, and change it as you like: docs/configuration.md describes every key.",
    "// Next: rdump lint; rdump plan; rdump apply; rdump schedule install",
    ...(skipped.length === 0 ? [] : ["//", "// Not covered by any volume:"]),
    ...skipped.map(({ name, reason }) => `//   ${visible(name)}: ${visible(reason)}`),
    ...(notes.length === 0 ? [] : ["//", "// Notes:"]),
    ...notes.map((note) => `//   ${visible(note)}`),
  ];
  return `${lines.join("\n")}\n${text}`;
}
