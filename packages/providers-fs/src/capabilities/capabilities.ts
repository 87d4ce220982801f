/** What the file system of a mirror stores, for the user who runs rsync. */
export type Capabilities = {
  readonly owners: boolean;
  readonly modes: boolean;
  readonly hardLinks: boolean;
  readonly symlinks: boolean;
  /** FIFOs and sockets. */
  readonly specials: boolean;
  readonly devices: boolean;
  readonly acls: boolean;
  readonly xattrs: boolean;
  /** `Readme` and `README` are two files. */
  readonly cases: boolean;
  readonly times: "nanoseconds" | "seconds" | "two seconds";
};

/** A file system like those that Linux systems are installed on, written by root. */
export const EVERYTHING: Capabilities = {
  owners: true,
  modes: true,
  hardLinks: true,
  symlinks: true,
  specials: true,
  devices: true,
  acls: true,
  xattrs: true,
  cases: true,
  times: "nanoseconds",
};

type Stored = Exclude<keyof Capabilities, "times">;

/** One row for each capability: the options of rsync that use it, and the words for what is lost without it. */
const TABLE: { readonly [key in Stored]: { readonly options: readonly string[]; readonly lost: string } } = {
  symlinks: { options: ["--links"], lost: "symbolic links" },
  modes: { options: ["--perms"], lost: "permissions" },
  owners: { options: ["--owner", "--group"], lost: "owners and groups" },
  devices: { options: ["--devices"], lost: "device files" },
  specials: { options: ["--specials"], lost: "FIFOs and sockets" },
  hardLinks: { options: ["--hard-links"], lost: "hard links (each name becomes a file of its own)" },
  acls: { options: ["--acls"], lost: "ACLs" },
  xattrs: { options: ["--xattrs"], lost: "extended attributes" },
  cases: { options: [], lost: "names that differ only in case" },
};

const KEYS = Object.keys(TABLE) as readonly Stored[];

const WINDOWS: { readonly [times in Capabilities["times"]]: readonly string[] } = {
  nanoseconds: ["--modify-window=-1"],
  seconds: [],
  "two seconds": ["--modify-window=1"],
};

/** All options that can follow from capabilities: a run uses some of them. */
export const POSSIBLE_OPTIONS: readonly string[] = [
  "--times",
  ...KEYS.flatMap((key) => TABLE[key].options),
  ...Object.values(WINDOWS).flat(),
];

/**
 * The options of rsync for a mirror that stores this. rsync compares whole seconds, unless a mirror stores nanoseconds:
 * with `--modify-window=-1` on a mirror of whole seconds, each run would copy each file again.
 */
export function optionsFor(stores: Capabilities): readonly string[] {
  const options = KEYS.filter((key) => stores[key]).flatMap((key) => TABLE[key].options);
  return ["--times", ...options, ...WINDOWS[stores.times]];
}

/** The words for each part of a source that the mirror does not store. */
export function lostIn(stores: Capabilities): readonly string[] {
  const lost = KEYS.filter((key) => !stores[key]).map((key) => TABLE[key].lost);
  if (stores.times === "nanoseconds") return lost;
  return [...lost, stores.times === "seconds" ? "fractions of a second in times" : "odd seconds in times"];
}

/** Null for anything else, such as capabilities that another version wrote. */
export function readCapabilities(value: unknown): Capabilities | null {
  if (typeof value !== "object" || value === null) return null;
  const found = value as { readonly [key: string]: unknown };
  const { times } = found;
  if (times !== "nanoseconds" && times !== "seconds" && times !== "two seconds") return null;
  const flags: { [key in Stored]?: boolean } = {};
  for (const key of KEYS) {
    const flag = found[key];
    if (typeof flag !== "boolean") return null;
    flags[key] = flag;
  }
  return { ...EVERYTHING, ...flags, times };
}
