import { isUnsafeType, type Mount, type ReadIo } from "@rdump/core/provider";
import type { FoundRepository, Trace } from "./facts.ts";

const SCHEMES: readonly Trace[] = [
  { name: "sanoid", path: "/etc/sanoid/sanoid.conf" },
  { name: "btrbk", path: "/etc/btrbk/btrbk.conf" },
  { name: "btrbk", path: "/etc/btrbk.conf" },
  { name: "zrepl", path: "/etc/zrepl/zrepl.yml" },
  { name: "snapper", path: "/etc/snapper/configs" },
  { name: "timeshift", path: "/etc/timeshift/timeshift.json" },
  { name: "zfs-auto-snapshot", path: "/etc/cron.d/zfs-auto-snapshot" },
  { name: "borgmatic", path: "/etc/borgmatic/config.yaml" },
  { name: "borgmatic", path: "/etc/borgmatic.d" },
  { name: "resticprofile", path: "/etc/resticprofile" },
  { name: "rsnapshot", path: "/etc/rsnapshot.conf" },
];

const DATABASES: readonly Trace[] = [
  { name: "PostgreSQL", path: "/var/lib/postgresql" },
  { name: "MySQL or MariaDB", path: "/var/lib/mysql" },
  { name: "MongoDB", path: "/var/lib/mongodb" },
  { name: "InfluxDB", path: "/var/lib/influxdb" },
  { name: "OpenLDAP", path: "/var/lib/ldap" },
];

/** Places where repositories are usual, beside the top of each local file system. */
const USUAL = [
  "/var/backups",
  "/var/lib/backup",
  "/backup",
  "/backups",
  "/srv",
  "/srv/backup",
  "/mnt",
  "/media",
  "/root",
];

/** Of a directory with more names, the rest is not looked at. */
const MOST_NAMES = 200;
const MOST_CONFIG = 64 * 1024;

export function schemesIn(io: ReadIo): Promise<readonly Trace[]> {
  return present(SCHEMES, io);
}

export async function databasesIn(io: ReadIo): Promise<readonly Trace[]> {
  const found = await present(DATABASES, io);
  const names = await Promise.all(found.map(({ path }) => io.names(path, 1).catch(() => null)));
  return found.filter((_, at) => (names[at]?.length ?? 0) > 0);
}

/** The repositories of borg and restic in usual places: at these directories, and directly below them. */
export async function repositoriesIn(mounts: readonly Mount[], io: ReadIo): Promise<readonly FoundRepository[]> {
  const tops = mounts.filter(({ type, device }) => !isUnsafeType(type) && (!device.startsWith("0:") || type === "zfs"));
  const places = [...new Set([...USUAL, ...tops.map(({ point }) => point)])].sort();
  const below = await Promise.all(places.map((place) => directoriesIn(place, io)));
  const candidates = [...new Set([...places, ...below.flat()])].sort();
  const found: FoundRepository[] = [];
  for (const path of candidates) {
    if (await isOfBorg(path, io)) found.push({ path, archiver: "borg" });
    else if (await isOfRestic(path, io)) found.push({ path, archiver: "restic" });
  }
  return found;
}

async function directoriesIn(place: string, io: ReadIo): Promise<readonly string[]> {
  const names = await io.names(place, MOST_NAMES).catch(() => null);
  return (names ?? []).map((name) => `${place === "/" ? "" : place}/${name.toString()}`);
}

const RESTIC_ENTRIES = ["config", "data", "index", "keys", "snapshots"];

async function isOfRestic(path: string, io: ReadIo): Promise<boolean> {
  for (const name of RESTIC_ENTRIES) {
    const facts = await io.lstat(`${path}/${name}`).catch(() => null);
    if (facts?.kind !== (name === "config" ? "file" : "directory")) return false;
  }
  return true;
}

async function isOfBorg(path: string, io: ReadIo): Promise<boolean> {
  const readme = await io.readFile(`${path}/README`, MOST_CONFIG).catch(() => null);
  if (readme === null || !/borg/i.test(readme.toString())) return false;
  const config = await io.readFile(`${path}/config`, MOST_CONFIG).catch(() => null);
  return config !== null && /^\[repository\]\s/m.test(config.toString());
}

async function present(traces: readonly Trace[], io: ReadIo): Promise<readonly Trace[]> {
  const found = await Promise.all(traces.map(async (trace) => (await io.lstat(trace.path).catch(() => null)) !== null));
  return traces.filter((_, at) => found[at]);
}
