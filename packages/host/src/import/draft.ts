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

const PASSPHRASE = "/etc/rdump/passphrase";
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

/** Reads the keys of an object, and remembers which: the others are losses. */
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
    return Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
  }

  text(key: string): string | null {
    const value = this.take(key);
    return typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;
  }

  count(key: string): number | null {
    const value = Number(this.take(key) ?? Number.NaN);
    return Number.isSafeInteger(value) && value > 0 && value <= 100_000 ? value : null;
  }

  flag(key: string): boolean {
    const value = this.take(key);
    return value === true || (typeof value === "string" && /^(yes|true|on|1)$/i.test(value));
  }

  list(key: string): readonly unknown[] {
    const value = this.take(key);
    return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  }

  texts(key: string): readonly string[] {
    return this.list(key).flatMap((each) => (typeof each === "string" ? [each] : []));
  }

  /** Reports each key that was not read. Secrets can be in values, so only keys are named. */
  rest(losses: string[]): void {
    for (const key of this.#left) losses.push(`${this.#where}: \`${key}\` has no counterpart.`);
  }
}

export function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const UNITS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;

/** The keep rules of keys such as `keep_daily`; zero and absent rules keep nothing. */
export function keepIn(fields: Fields, prefix: string): Keep {
  const keep: Keep = {};
  for (const unit of UNITS) {
    const count = fields.count(`${prefix}${unit}`);
    if (count !== null) keep[unit] = count;
  }
  return keep;
}

/** An absolute path without redundant slashes, or null. */
export function pathOf(text: string | null): string | null {
  if (text === null || !text.startsWith("/") || /[\0*?[\]]/.test(text)) return null;
  const plain = text.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
  return plain.split("/").some((part) => part === "." || part === "..") ? null : plain;
}

/** The pattern of an exclude in a volume at this path; null: it has none of the same meaning. */
function excludeWithin(pattern: string, root: string): string | "elsewhere" | null {
  const plain = pattern.replace(/^(fm|sh|pp|pf):/, "").replace(/\/$/, "");
  if (plain === "" || /^[a-z]{2}:|^~|^!|\$|[{}\\]|\/\/|(^|\/)\.\.?(\/|$)/.test(plain)) return null;
  if (!plain.includes("/")) return plain;
  if (plain.startsWith("**/") || plain.startsWith("*/")) {
    const name = plain.replace(/^\*\*?\//, "");
    return name.includes("/") ? `**/${name}` : name;
  }
  if (!plain.startsWith("/")) return null;
  const base = root === "/" ? "/" : `${root}/`;
  return plain.startsWith(base) ? plain.slice(base.length) : "elsewhere";
}

/** The excludes of each root; a pattern that serves no root is a loss. */
export function excludesFor(
  patterns: readonly string[],
  root: string,
  roots: readonly string[],
  losses: string[],
): string[] {
  const found: string[] = [];
  for (const pattern of patterns) {
    const own = excludeWithin(pattern, root);
    if (own === null) {
      if (root === roots[0]) losses.push(`Exclude \`${pattern}\` has no pattern of the same meaning.`);
    } else if (own !== "elsewhere") found.push(own);
    else if (root === roots[0] && roots.every((each) => excludeWithin(pattern, each) === "elsewhere")) {
      losses.push(`Exclude \`${pattern}\` is outside of all sources.`);
    }
  }
  return [...new Set(found)];
}

const LONGEST_LOSS = 300;

/** One line, without control characters. */
export function lossLine(text: string): string {
  const line = visible(text.replace(/\s+/g, " "));
  return line.length > LONGEST_LOSS ? `${line.slice(0, LONGEST_LOSS)}…` : line;
}
