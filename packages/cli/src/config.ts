import { resolve } from "node:path";
import {
  allGroups,
  type Config,
  type Diagnostic,
  Failure,
  findConfig,
  hasErrors,
  type Includes,
  type Loaded,
  lintLoaded,
  load,
  type Machine,
  openTrustedConfig,
  readIncludes,
  recordedConfig,
  suggestionOrList,
  untrustedInputs,
} from "@rdump/core";
import { withAdoptedFile } from "./adopted-file.ts";
import { CLI } from "./codes.ts";
import { FILES } from "./config-texts.ts";
import type { Context } from "./context.ts";
import { showDiagnostics } from "./failures.ts";
import { machineZone } from "./machine-zone.ts";

export interface LoadedConfig {
  readonly file: string;
  readonly digest: string;
  readonly config: Config;
  /** The resolved config without secrets, as JSON5, for the machine record. */
  readonly declared?: () => string;
}

export interface LoadOptions {
  readonly config?: string;
  readonly only?: readonly string[];
  /** The volume that the command names. */
  readonly volume?: string | undefined;
  /** Throws if the digest of the file is wrong, before any part of its text is shown. */
  readonly checkDigest?: (digest: string, file: string) => void;
}

/**
 * Finds, reads and checks the config for a command that executes its commands. The config, and all files that decide
 * what is executed, must be trusted. Warnings are shown; errors are a `Failure`.
 */
export async function loadConfig(options: LoadOptions, context: Context): Promise<LoadedConfig> {
  const { path, bytes } = await findConfig(options.config ?? null, context.cwd, { open: openTrustedConfig });
  const file = resolve(context.cwd, path);
  const includes = await readIncludes({ path, bytes }, context.cwd, openTrustedConfig);
  const loaded = load(bytes, path, machineFacts(context), includes);
  const { digest } = loaded;
  options.checkDigest?.(digest, file);
  showable({ path, bytes, includes }, loaded, context);
  if (loaded.tree !== null) context.trees.set(file, loaded.tree);
  const diagnostics = lintLoaded(loaded, { files: FILES });
  if (loaded.config === null || hasErrors(diagnostics)) throw new Failure(diagnostics);
  const { config, unresolved } = await withAdoptedFile(loaded.config, file);
  showDiagnostics([...diagnostics, ...unresolved, ...(await trustedInputs(config, context))], context);
  for (const name of options.only ?? []) checkNamed(name, config);
  if (options.volume !== undefined) checkVolume(options.volume, config);
  const { tree } = loaded;
  return { file, digest, config, ...(tree === null ? {} : { declared: () => recordedConfig(tree, config) }) };
}

/** Adds the texts for excerpts. Of a file that is no config, nothing is shown: an included file can be any file. */
export function showable(
  { path, bytes, includes }: { readonly path: string; readonly bytes: Uint8Array; readonly includes: Includes },
  { readable }: Loaded,
  { texts }: Context,
): void {
  texts.set(path, bytes);
  for (const [name, content] of includes) {
    if (readable.includes(name) && content instanceof Uint8Array) texts.set(name, content);
  }
}

/** Warns about programs that others can change. Other untrusted inputs of a run are a `Failure`. */
async function trustedInputs(config: Config, { env, cwd }: Context): Promise<readonly Diagnostic[]> {
  const found = await untrustedInputs(config, env, cwd);
  if (hasErrors(found)) throw new Failure(found);
  return found;
}

/** The facts for the defaults of a config. */
export function machineFacts({ host, user, env }: Pick<Context, "host" | "user" | "env">): Machine {
  return {
    hostname: host.hostname,
    machineId: host.machineId,
    // A config that declares its time zone does not need this one.
    get timezone() {
      return machineZone(env.TZ);
    },
    isRoot: user.uid === 0,
    env,
  };
}

/** `name`: of a volume, of a sender whose points expire here, or the address of one target. */
function checkNamed(name: string, config: Config): void {
  const addresses = allGroups(config).map(({ group }) => group.address);
  if (addresses.includes(name)) return;
  if (!/[."[]/.test(name)) checkVolume(name, config);
  else if (!volumeNames(config).includes(name)) throw undeclared("target", name, addresses);
}

function checkVolume(name: string, config: Config): void {
  const names = volumeNames(config);
  if (!names.includes(name)) throw undeclared("volume", name, names);
}

function volumeNames(config: Config): readonly string[] {
  const senders = (config.serve ?? []).flatMap((each) => (each.points === undefined ? [] : [each.name]));
  return [...config.volumes.map((volume) => volume.name), ...senders];
}

function undeclared(kind: "target" | "volume", name: string, known: readonly string[]): Failure {
  const detail = `The config does not declare the ${kind} ${JSON.stringify(name)}.${suggestionOrList(name, known)}`;
  return CLI.failure("config-no-such-volume", detail);
}
