import {
  type Command,
  isUnsafeType,
  lastOutput,
  type Mount,
  mountHolding,
  query,
  type ReadIo,
  readMounts,
} from "@rdump/core/provider";
import {
  DATASET_FIELDS,
  GROUP_FIELDS,
  POOL_FIELDS,
  parseDatasets,
  parseGroups,
  parseNames,
  parsePools,
  parseRemovable,
  parseSwaps,
  parseVolumes,
  VOLUME_FIELDS,
} from "./answers.ts";
import type { Facts, Listed, Mounted } from "./facts.ts";
import { databasesIn, repositoriesIn, schemesIn } from "./traces.ts";

const REPORT = ["--reportformat", "json", "--units", "b", "--nosuffix", "--binary", "--options"] as const;
const ROOT = { root: true } as const;
const SWAPS = { path: "/proc/swaps", limit: 1 << 20 };

const PROGRAMS = ["borg", "restic", "tar", "zstd", "rsync", "getfattr"] as const;

/** Looks at this machine; changes nothing. A list that cannot be made is marked as unknown. */
export async function lookAtMachine(
  machine: Pick<Facts, "hostname" | "timezone" | "nameless">,
  io: ReadIo,
): Promise<Facts> {
  const mounts = await readMounts(io);
  const visible = mounts.filter((mount) => mountHolding(mounts, mount.point)?.id === mount.id);
  const swaps = await io.readFile(SWAPS.path, SWAPS.limit).catch(() => null);
  return {
    ...machine,
    mounts: await eachOf(visible, (mount) => mountedOf(mount, io)),
    lvm: await lvmOf(io),
    zfs: await zfsOf(io),
    removable: await removableOf(io),
    swaps: swaps === null ? [] : parseSwaps(swaps),
    repositories: await repositoriesIn(visible, io),
    schemes: await schemesIn(io),
    databases: await databasesIn(io),
    programs: new Set(await installed(io)),
  };
}

async function mountedOf(mount: Mount, io: ReadIo): Promise<Mounted> {
  const { point, device, root, type, from, options } = mount;
  const isLocal = !isUnsafeType(type);
  const facts = isLocal ? await io.lstat(point).catch(() => null) : null;
  return {
    ...{ point, device, root, type, from },
    readOnly: options.split(",").includes("ro"),
    isDirectory: facts?.kind === "directory",
    used: facts?.kind === "directory" && device !== "" ? await usedBytes(point, io) : null,
  };
}

async function usedBytes(point: string, io: ReadIo): Promise<number | null> {
  const result = await io.query(query(["stat", "--file-system", "--format=%S %b %f", "--", point])).catch(() => null);
  const [size = Number.NaN, blocks = Number.NaN, free = Number.NaN] = String(result?.stdout ?? "")
    .trim()
    .split(" ")
    .map(Number);
  const used = size * (blocks - free);
  return result?.exitCode === 0 && Number.isFinite(used) ? used : null;
}

async function lvmOf(io: ReadIo): Promise<Facts["lvm"]> {
  const volumes = await listed(query(["lvs", ...REPORT, VOLUME_FIELDS.join(",")], ROOT), parseVolumes, [], io);
  const groups = await listed(query(["vgs", ...REPORT, GROUP_FIELDS.join(",")], ROOT), parseGroups, [], io);
  if ("unknown" in volumes) return volumes;
  return "unknown" in groups ? groups : { found: { volumes: volumes.found, groups: groups.found } };
}

async function zfsOf(io: ReadIo): Promise<Facts["zfs"]> {
  const pools = await listed(query(["zpool", "list", "-Hp", "-o", POOL_FIELDS.join(",")]), parsePools, [], io);
  if ("unknown" in pools) return pools;
  if (pools.found.length === 0) return { found: { pools: [], datasets: [], own: [] } };
  const list = ["-t", "filesystem,volume", "-o", DATASET_FIELDS.join(",")];
  const datasets = await listed(query(["zfs", "list", "-Hp", ...list]), parseDatasets, [], io);
  const marked = ["-s", "local,received", "-t", "filesystem,volume", "-o", "name"];
  const own = await listed(query(["zfs", "get", "-H", ...marked, "rdump:dataset,rdump:parent"]), parseNames, [], io);
  if ("unknown" in datasets) return datasets;
  if ("unknown" in own) return own;
  return { found: { pools: pools.found, datasets: datasets.found, own: own.found } };
}

function removableOf(io: ReadIo): Promise<Listed<ReadonlySet<string>>> {
  const command = query(["lsblk", "--json", "--output", "MAJ:MIN,RM,TRAN,MOUNTPOINTS"]);
  return listed(command, parseRemovable, new Set<string>(), io);
}

/** `absent`: the value if the program is not installed. */
async function listed<T>(
  command: Command,
  parse: (output: Buffer) => T | null,
  absent: T,
  io: ReadIo,
): Promise<Listed<T>> {
  const [program] = command.argv;
  const result = await io.query(command);
  if (result.notStarted === "ENOENT") return { found: absent };
  if (result.exitCode !== 0) return { unknown: `${program}: ${lastOutput(result)}` };
  const found = parse(result.stdout);
  return found === null ? { unknown: `${program}: the output cannot be read` } : { found };
}

async function installed(io: ReadIo): Promise<readonly string[]> {
  const results = await eachOf(PROGRAMS, (program) => io.query(query([program, "--version"])));
  return PROGRAMS.filter((_, at) => results[at]?.notStarted === null);
}

/** One after the other: a machine can have hundreds of mounts, and each question is a process. */
async function eachOf<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = [];
  for (const item of items) answers.push(await ask(item));
  return answers;
}
