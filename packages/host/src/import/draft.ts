import { visible } from "@rdump/core";

/** A config in the making, and what it could not take over. */
export interface Draft {
  readonly repositories: Map<string, Values>;
  readonly policies: Map<string, Keep>;
  readonly volumes: Map<string, Volume>;
  /** Hosts of replicas, with the user on each. */
  readonly ssh: Map<string, Values>;
  /** Sentences. */
  readonly losses: string[];
  /** Commands that adopt the points that exist. */
  readonly adopts: string[];
}

/** The largest number of a keep rule: all periods. */
export const ALL = 1_000_000;

export type Values = { readonly [key: string]: unknown };
export type Keep = { [unit: string]: number | string };

export interface Volume {
  source: Values;
  exclude?: string[];
  excludeCaches?: true;
  integrity?: false;
  snapshots?: Values;
  archives?: Values[];
  mirrors?: Values[];
  replicas?: Values[];
}

/** What the importer knows of this machine and of the wish of the user. */
export interface ImportOptions {
  readonly hostname: string;
  /** The location for archives where the imported config does not name a repository of borg. */
  readonly repository: string | null;
}

export function emptyDraft(): Draft {
  return { repositories: new Map(), policies: new Map(), volumes: new Map(), ssh: new Map(), losses: [], adopts: [] };
}

/** A free name that rdump accepts, from any text. */
export function nameFor(text: string, taken: ReadonlyMap<string, unknown>): string {
  const plain = text
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 60);
  const base = plain === "" ? "root" : plain;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(name)) return name;
  }
}

export function addVolume(draft: Draft, wanted: string, volume: Volume): void {
  draft.volumes.set(nameFor(wanted, draft.volumes), volume);
}

export const PASSPHRASE = "/etc/rdump/passphrase";
const UNKNOWN_LOCATION = "/path/to/repository";

/** The repository for archives of a config that names none of borg. */
export function defaultRepository(draft: Draft, { repository }: ImportOptions, why: string): string {
  if (!draft.repositories.has("archives")) {
    if (repository === null)
      draft.losses.push(
        `${why} Correct the \`location\` of repository \`archives\`, or import again with --repository.`,
      );
    draft.repositories.set("archives", borgRepository(repository ?? UNKNOWN_LOCATION));
    draft.losses.push(`Put the passphrase of repository \`archives\` into ${PASSPHRASE}, mode 0600.`);
  }
  return "archives";
}

export function borgRepository(location: string, more: Values = {}): Values {
  return { type: "borg", location, passphrase: { file: PASSPHRASE }, ...more };
}

/** The place of a replica on another host, which is then declared in `ssh`; null: this is no name of a host. */
export function remoteReplica(draft: Draft, host: string, dataset: string, user: string | null = null): Values | null {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,200}$/.test(host) || host.endsWith(".")) return null;
  draft.ssh.set(host, user === null || !/^[A-Za-z_][\w-]*$/.test(user) ? {} : { user });
  return { dataset, host };
}

/** Reads the keys of an object. A key or an item that was not read, or has an unexpected value, is a loss. */
export class Fields {
  readonly #values: Values;
  readonly #where: string;
  readonly #left: Set<string>;

  constructor(value: unknown, where: string) {
    this.#values = isObject(value) ? value : {};
    this.#where = where;
    this.#left = new Set(Object.keys(this.#values));
  }

  take(key: string): unknown {
    this.#left.delete(key);
    return this.#value(key);
  }

  text(key: string): string | null {
    const value = this.#value(key);
    if (typeof value !== "string" && typeof value !== "number" && value !== null) return null;
    this.#left.delete(key);
    return value === "" || value === null ? null : String(value);
  }

  /** A positive number; zero is null, and no loss. */
  count(key: string, most = 100_000): number | null {
    const value = wholeNumber(this.#value(key));
    if (value === null || value > most) return null;
    this.#left.delete(key);
    return value === 0 ? null : value;
  }

  /** The number of a keep rule; `-1` and `unlimited` are all periods. */
  periods(key: string): number | null {
    if (!["-1", "unlimited"].includes(String(this.#value(key)))) {
      const count = this.count(key, Number.MAX_SAFE_INTEGER);
      return count === null ? null : Math.min(count, ALL);
    }
    this.#left.delete(key);
    return ALL;
  }

  /** True if none of the keys that were not read and match the pattern has a value. Zero is none, and no loss. */
  hasNone(pattern: RegExp): boolean {
    const keys = [...this.#left].filter((key) => pattern.test(key));
    const valued = keys.filter((key) => this.#value(key) !== null && wholeNumber(this.#value(key)) !== 0);
    for (const key of keys) if (!valued.includes(key)) this.#left.delete(key);
    return valued.length === 0;
  }

  flag(key: string): boolean {
    const value = this.#value(key);
    if (!/^(yes|no|true|false|on|off|1|0)$/i.test(String(value))) return false;
    this.#left.delete(key);
    return /^(yes|true|on|1)$/i.test(String(value));
  }

  list(key: string): readonly unknown[] {
    const value = this.take(key);
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  }

  texts(key: string): readonly string[] {
    const items = this.list(key);
    const found = items.flatMap((each) => (typeof each === "string" ? [each] : []));
    if (found.length < items.length) this.#left.add(key);
    return found;
  }

  /** The fields of an object; of another value, they are empty, and the key is a loss. */
  section(key: string, where: string): Fields {
    const value = this.#value(key);
    if (isObject(value) || value === null) this.#left.delete(key);
    return new Fields(value, where);
  }

  /** Reports each key that was not read. Secrets can be in values, so only keys are named. */
  rest(losses: string[]): void {
    for (const key of this.#left) losses.push(`${this.#where}: \`${key}\` has no counterpart, or an unknown value.`);
  }

  #value(key: string): unknown {
    return Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
  }
}

/** The words of a command; null: it needs a shell. */
export function wordsOf(command: string): readonly string[] | null {
  return /["'\\$`|&;<>(){}*?~]/.test(command) ? null : command.trim().split(/\s+/);
}

/** Names the beginning of a line. The rest can be a secret of another program. */
export function notUnderstood(line: string): string {
  const [begin = line.slice(0, 1)] = /^\[[^\]]*\]|^[\w-]+(?=\s*[=:]|\s)/.exec(line) ?? [];
  return `The line that begins with \`${begin}\` was not understood.`;
}

function wholeNumber(value: unknown): number | null {
  if (typeof value !== "number" && (typeof value !== "string" || !/^\s*\d+\s*$/.test(value))) return null;
  return Number.isSafeInteger(Number(value)) && Number(value) >= 0 ? Number(value) : null;
}

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An absolute path without redundant slashes; null for patterns, and for variables and templates of any program. */
export function pathOf(text: string | null): string | null {
  if (text === null || !text.startsWith("/") || /[\0*?[\]{}$]/.test(text)) return null;
  const plain = text.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
  return plain.split("/").some((part) => part === "." || part === "..") ? null : plain;
}

/** Of programs that also read the file systems that are mounted below a source. */
export const ONE_FILE_SYSTEM =
  "rdump stays on the file system of each source. If other file systems are mounted below a source, declare a volume for each of them.";

const LONGEST_LOSS = 300;

/** One line, without control characters. */
export function lossLine(text: string): string {
  const line = visible(text.replace(/\s+/g, " "));
  return line.length > LONGEST_LOSS ? `${line.slice(0, LONGEST_LOSS)}…` : line;
}
