import { lstat, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  createDirectory,
  createFile,
  Failure,
  hasErrors,
  isoOf,
  type Providers,
  removeCreated,
  shellWord,
  systemReason,
  untrustedRepository,
  visible,
} from "@rdump/core";
import type { BootstrapIo } from "@rdump/core/provider";
import {
  type BootstrapOutput,
  nextSteps,
  type OwnerArchives,
  ownersIn,
  type ReadRecord,
  readRecord,
  recordFiles,
} from "@rdump/host";
import { CLI } from "../codes.ts";
import { allProviders } from "../compose.ts";
import type { Context, ExitCode } from "../context.ts";
import { showDiagnostics } from "../failures.ts";
import { type BootstrapRepository, repositoryAt } from "./bootstrap-repository.ts";

export interface BootstrapOptions extends BootstrapRepository {
  readonly owner?: string;
  readonly to?: string;
  readonly json?: boolean;
}

/**
 * Finds owners, volumes and points of a repository, and writes the config and the machine record of one owner. It executes
 * nothing of what it reads.
 */
export async function runBootstrap(options: BootstrapOptions, context: Context): Promise<ExitCode> {
  const { terminal, env, cwd, host, stop } = context;
  const to = resolve(cwd, options.to ?? "rdump-bootstrap");
  if ((await lstat(to).catch(() => null)) !== null) throw CLI.failure("bootstrap-exists", `${visible(to)} exists.`);
  const providers = allProviders({ privilege: "none", ssh: {} }, context);
  const { shielded } = providers;
  const io = host.reader(stop, shielded);
  const { repository, role } = await context.holding(() => repositoryAt(options, cwd, providers, io));
  const untrusted = await untrustedRepository(repository, env, cwd);
  if (hasErrors(untrusted)) throw new Failure(untrusted);
  showDiagnostics(untrusted, context);
  const owners = ownersIn(await context.holding(() => role.archives(repository, io)));
  const isJson = options.json === true;
  if (!isJson) for (const owner of owners) for (const line of ownerLines(owner)) terminal.out(line);
  const owner = chosen(owners, options);
  const { found, refused } = await context.holding(() =>
    extracting({ host, stop }, shielded, (extractor) => readRecord(role, repository, owner.recorded, extractor)),
  );
  for (const each of refused) terminal.error(`Not used: ${each}`);
  if (found === null) {
    throw CLI.failure("bootstrap-no-record", `No archive of ${visible(owner.owner)} has a machine record.`);
  }
  await context.holding(() => writeAll(to, recordFiles(found.record)));
  if (isJson) terminal.out(JSON.stringify(outputOf(owners, { ...found, refused }, to)));
  else for (const line of writtenLines(found, to)) terminal.out(line);
  return 0;
}

/** With a directory that only this user can enter, and that is removed at the end. */
async function extracting<T>(
  { host, stop }: Pick<Context, "host" | "stop">,
  shielded: Providers["shielded"],
  act: (io: BootstrapIo) => Promise<T>,
): Promise<T> {
  const { io } = host.worker({ stop, longest: null, changers: NO_CHANGERS, shielded });
  const directory = await mkdtemp(join(tmpdir(), "rdump-bootstrap-"));
  try {
    return await act({ ...io, directory });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Readers of archives change nothing in the kernel. */
const NO_CHANGERS = { began: () => Promise.resolve(), ended: () => Promise.resolve() };

type Written = ReadRecord & { readonly refused: readonly string[] };

function outputOf(
  owners: readonly OwnerArchives[],
  { record, archive, refused }: Written,
  to: string,
): BootstrapOutput {
  return {
    formatVersion: 1,
    owners: owners.map(({ owner, machine, volumes }) => ({
      ...{ owner, machine },
      volumes: volumes.map(({ volume, archives }) => ({
        volume,
        archives: archives.length,
        newest: archives.find(({ point }) => point.state === "complete")?.point.name ?? null,
      })),
    })),
    ...{ owner: record.owner, host: record.host, time: record.time, archive: archive.point.name },
    config: join(to, "rdump.json5"),
    files: recordFiles(record).map(([path]) => join(to, path)),
    missing: record.missing.map(({ what, why }) => ({ what, why })),
    refused,
  };
}

function chosen(owners: readonly OwnerArchives[], { owner, repository }: BootstrapOptions): OwnerArchives {
  const named = owners.filter((each) => owner === undefined || each.owner === owner);
  const [only, ...others] = named.filter(({ recorded }) => recorded.length > 0);
  if (only === undefined) {
    const whose = owner === undefined ? "" : ` of ${visible(owner)}`;
    throw CLI.failure("bootstrap-no-record", `No archive${whose} in ${visible(repository)} has a machine record.`);
  }
  // Of several machines of one owner, the one with the newest archive.
  if (owner !== undefined || others.every((each) => each.owner === only.owner)) return only;
  const names = [...new Set([only, ...others].map((each) => visible(each.owner)))].join(", ");
  throw CLI.failure(
    "bootstrap-owner",
    `The repository has archives with machine records of several owners: ${names}. Name one of them with --owner.`,
  );
}

function ownerLines({ owner, machine, volumes }: OwnerArchives): readonly string[] {
  const lines = volumes.map(({ volume, archives }) => {
    const newest = archives.find(({ point }) => point.state === "complete");
    const last =
      newest === undefined ? "none is complete" : `newest ${visible(newest.point.name)} (${isoOf(newest.point.time)})`;
    return `    ${visible(volume)}: ${archives.length} ${archives.length === 1 ? "archive" : "archives"}, ${last}`;
  });
  return [`${visible(owner)} (machine ${machine ?? "unknown"})`, ...lines];
}

/** New files only, in a new directory. After an error, they are removed again. */
async function writeAll(to: string, files: readonly (readonly [string, string])[]): Promise<void> {
  const made: { readonly path: string; readonly kind: "file" | "directory" }[] = [];
  try {
    for (const directory of new Set([to, ...files.map(([path]) => dirname(join(to, path)))])) {
      await createDirectory(directory);
      made.push({ path: directory, kind: "directory" });
    }
    for (const [path, content] of files) {
      if (!(await createFile(join(to, path), content))) throw new Error(`${path} exists`);
      made.push({ path: join(to, path), kind: "file" });
    }
  } catch (error) {
    for (const { path, kind } of made.reverse()) await removeCreated(path, kind);
    if (error instanceof Failure) throw error;
    throw CLI.failure("bootstrap-not-written", `${visible(to)}: ${visible(systemReason(error, to))}.`);
  }
}

function writtenLines({ record, archive }: ReadRecord, to: string): readonly string[] {
  const { host, time, rdump, missing, config } = record;
  return [
    "",
    `Machine record of ${visible(host)}, made at ${visible(time)} by rdump ${visible(rdump)}, from the archive ${visible(archive.point.name)}:`,
    ...recordFiles(record).map(
      ([path, content]) => `  ${visible(join(to, path))}  ${Buffer.byteLength(content)} bytes`,
    ),
    ...missing.map(({ what, why }) => `  not recorded: ${visible(what)}: ${visible(why)}`),
    "",
    ...config
      .trimEnd()
      .split("\n")
      .map((line) => visible(line)),
    "",
    "Read these files. Nothing in them was executed. Next, by hand:",
    ...nextSteps(record).map((line) => `  ${visible(line)}`),
    `  rdump restore -c ${shellWord(join(to, "rdump.json5"))} --all --to /mnt/target`,
  ];
}
