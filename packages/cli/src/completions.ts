import { allGroups, type Config, findConfig, load, type RecordedPoint, readIncludes, visible } from "@rdump/core";
import { allProviders } from "./compose.ts";
import { machineFacts } from "./config.ts";
import type { Context } from "./context.ts";

/** The ids of runs that have a journal, the newest first. */
export async function runsIn(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  if (config === null) return [];
  const runs = context.host.state(config.stateDir).runs();
  return (await runs.catch(() => [])).toReversed();
}

/** The volumes and addresses of a config. A config with errors has names too, and a missing config has none. */
export async function namesOf(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  return config === null ? [] : [...config.volumes.map(({ name }) => name), ...declaredIn(config)];
}

export async function volumesIn(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  return config === null ? [] : config.volumes.map(({ name }) => name);
}

/** The paths of a volume that begin with a word, from the newest integrity data of its mounted source. */
export async function entriesIn(
  words: readonly string[],
  name: string,
  last: string,
  context: Context,
): Promise<readonly string[]> {
  const config = await configOf(words, context);
  const volume = config?.volumes.find((each) => each.name === name);
  if (config === null || volume === undefined || volume.integrity === null) return [];
  const { source, integrity } = volume;
  const directory = source.type === "plain" ? source.path : source.type === "lvm" ? source.mount : null;
  const records = allProviders(config, context, false).integrity?.records;
  if (directory === null || records === undefined) return [];
  const io = context.host.reader(context.stop, []);
  const tree = { directory, integrity };
  const found = await records.revisions(tree, io);
  const newest = "why" in found ? undefined : [...found.revisions].sort((a, b) => b.number - a.number)[0];
  if (newest === undefined) return [];
  const below = last.slice(0, last.lastIndexOf("/") + 1);
  const wish = { revision: newest.number, below, depth: 1, name: "" };
  const entries = await records.entries(tree, wish, io).catch(() => []);
  // A name with a line break would be two completions.
  const plain = entries.filter(
    ({ path }) => visible(path) === path && !path.includes("\ufffd") && `${path}/` !== below,
  );
  return plain
    .map(({ path, versions }) => (versions[0]?.kind === "dir" ? `${path}/` : path))
    .filter((path) => path !== "/");
}

function declaredIn(config: Config): readonly string[] {
  return allGroups(config).map(({ group }) => group.address);
}

/** Addresses; points only once an `@` is typed. */
export async function addressesIn(
  words: readonly string[],
  last: string,
  context: Context,
): Promise<readonly string[]> {
  if (last.includes("@")) return pointsIn(words, context);
  const config = await configOf(words, context);
  return config === null ? [] : declaredIn(config);
}

/** `ADDRESS@POINT` of each recorded point. Nothing is queried: a completion must not wait for a repository. */
export async function pointsIn(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  return config === null ? [] : (await recordedIn(config, context)).map(({ address, name }) => `${address}@${name}`);
}

/** The addresses of recorded points that are no longer declared. */
export async function forgottenIn(words: readonly string[], context: Context): Promise<readonly string[]> {
  const config = await configOf(words, context);
  if (config === null) return [];
  const declared = new Set(declaredIn(config));
  const recorded = new Set((await recordedIn(config, context)).map(({ address }) => address));
  return [...recorded].filter((address) => !declared.has(address));
}

async function recordedIn(config: Config, context: Context): Promise<readonly RecordedPoint[]> {
  const record = await context.host
    .state(config.stateDir)
    .readRecord()
    .catch(() => null);
  return record === null ? [] : [...record.points.values()];
}

async function configOf(words: readonly string[], context: Context): Promise<Config | null> {
  const at = words.findIndex((word) => word === "-c" || word === "--config");
  const found = await findConfig(at < 0 ? null : (words[at + 1] ?? null), context.cwd).catch(() => null);
  if (found === null) return null;
  const includes = await readIncludes(found, context.cwd);
  return load(found.bytes, found.path, machineFacts(context), includes).resolved?.config ?? null;
}
