import {
  type ConfigValue,
  Failure,
  isWithin,
  type Loaded,
  load,
  nearest,
  type Place,
  valuesOf,
  visible,
} from "@rdump/core";
import { CLI } from "../codes.ts";
import { machineFacts, showable } from "../config.ts";
import { gather } from "../config-texts.ts";
import type { Context, ExitCode } from "../context.ts";

export interface ConfigOptions {
  readonly config?: string;
  readonly host?: string;
  readonly why?: string;
  readonly json?: boolean;
}

/** Prints the values of the config with its included files, as one host uses them, and where each is declared. */
export async function runConfig(options: ConfigOptions, context: Context): Promise<ExitCode> {
  const { terminal } = context;
  const { texts, missing } = await gather(options.config === undefined ? [] : [options.config], context);
  const [source] = texts;
  if (source === undefined) throw new Failure(missing);
  const machine = machineFacts(context);
  const host = options.host ?? machine.hostname;
  const loaded = load(source.bytes, source.path, { ...machine, hostname: host }, source.includes);
  showable(source, loaded, context);
  const { config, tree } = loaded;
  if (tree === null || config === null) throw new Failure(loaded.diagnostics);
  const declared = valuesOf(tree, loaded.texts);
  const values = [...declared, ...defaultsOf(loaded, declared)];
  const shown = options.why === undefined ? values : values.filter(({ path }) => isWithin(path, options.why ?? ""));
  if (shown.length === 0) throw unknownKey(options.why ?? "", values);
  if (options.json === true) {
    await terminal.raw(
      `${JSON.stringify({ formatVersion: 1, host, files: loaded.readable, values: shown.map(jsonOf) }, null, 2)}\n`,
    );
    return 0;
  }
  for (const { path, value, place, overrides } of shown) {
    terminal.out(
      `${visible(path)}: ${visible(JSON.stringify(value))}  // ${place === null ? "default" : placeText(place)}`,
    );
    if (options.why !== undefined) {
      for (const each of overrides.toReversed()) terminal.out(`    overrides ${placeText(each)}`);
    }
  }
  return 0;
}

/** A value with its place; null: a default. */
type Value = Omit<ConfigValue, "place"> & { readonly place: Place | null };

/** The defaults that a run of this host uses for whole config. Those of volumes are in docs/configuration.md. */
function defaultsOf({ config }: Loaded, declared: readonly ConfigValue[]): readonly Value[] {
  if (config === null) return [];
  const { id, timezone, stateDir, privilege, limits, scratch } = config;
  const all: readonly (readonly [string, string | number])[] = [
    ["id", id],
    ["timezone", timezone],
    ["stateDir", stateDir],
    ["privilege", privilege],
    ["limits.destroy", `${limits.destroy * 100}%`],
    ["limits.shrink", `${limits.shrink * 100}%`],
    ["scratch.mount", scratch.mount],
    ["scratch.dataset", scratch.dataset],
  ];
  return all
    .filter(([path]) => !declared.some((each) => each.path === path))
    .map(([path, value]) => ({ path, value, place: null, overrides: [] }));
}

function placeText({ file, range }: Place): string {
  return `${visible(file)}:${range.start.line}:${range.start.column}`;
}

function jsonOf({ path, value, place, overrides }: Value) {
  return { path, value, declared: place === null ? null : originOf(place), overrides: overrides.map(originOf) };
}

function originOf({ file, range }: Place) {
  return { file, line: range.start.line, column: range.start.column };
}

function unknownKey(key: string, values: readonly Value[]): Failure {
  const names = [...new Set(values.map(({ path }) => path))];
  const meant = nearest(key, names);
  const fix = meant === null ? "To list all keys: rdump config" : `Did you mean ${visible(meant)}?`;
  return CLI.failure("usage-key", `The config has no value ${visible(JSON.stringify(key))}. ${fix}`);
}
