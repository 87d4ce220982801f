/** What a file system stores for the user who writes there, or a tool in its archives. */
export type Capabilities = {
  readonly owners: boolean;
  readonly modes: boolean;
  readonly hardLinks: boolean;
  readonly symlinks: boolean;
  /** FIFOs. */
  readonly specials: boolean;
  readonly sockets: boolean;
  readonly devices: boolean;
  readonly acls: boolean;
  /** Extended attributes `user.*`. */
  readonly xattrs: boolean;
  /** `security.capability`, which only root can set. */
  readonly fileCapabilities: boolean;
  /** A hole in a file takes no space. */
  readonly sparse: boolean;
  /** `Readme` and `README` are two files. */
  readonly cases: boolean;
  /** A letter with an accent as one character, and as a letter and an accent, are two names (Unicode normalization). */
  readonly forms: boolean;
  /** Names with `:` or `?`, and with a dot or a blank at the end. */
  readonly anyName: boolean;
  /** In bytes; Linux has no longer names than 255. */
  readonly longestName: number;
  readonly times: "nanoseconds" | "microseconds" | "seconds" | "two seconds";
};

export type Stored = Exclude<keyof Capabilities, "times" | "longestName">;

/** A file system like those that Linux systems are installed on, written by root. */
export const EVERYTHING: Capabilities = {
  owners: true,
  modes: true,
  hardLinks: true,
  symlinks: true,
  specials: true,
  sockets: true,
  devices: true,
  acls: true,
  xattrs: true,
  fileCapabilities: true,
  sparse: true,
  cases: true,
  forms: true,
  anyName: true,
  longestName: 255,
  times: "nanoseconds",
};

/** The assumption about a place that could not be probed: the tool that writes there reports what it cannot store. */
export const SUPPOSED: Capabilities = { ...EVERYTHING, times: "seconds" };

/** The words for what is lost without each. */
const LOST: { readonly [key in Stored]: string } = {
  symlinks: "symbolic links",
  modes: "permissions",
  owners: "owners and groups",
  devices: "device files",
  specials: "FIFOs",
  sockets: "sockets",
  hardLinks: "hard links (each name becomes a file of its own)",
  acls: "ACLs",
  xattrs: "user extended attributes",
  fileCapabilities: "file capabilities",
  sparse: "holes in files (they take their full size)",
  cases: "names that differ only in case",
  forms: "names that differ only in the Unicode form of a letter",
  anyName: 'names with \\ : * ? " < > |, or with a dot or a blank at the end',
};

const KEYS = Object.keys(LOST) as readonly Stored[];

const LOST_TIMES: { readonly [times in Exclude<Capabilities["times"], "nanoseconds">]: string } = {
  microseconds: "nanoseconds in times",
  seconds: "fractions of a second in times",
  "two seconds": "odd seconds in times",
};

/** The words for each part of a source that the place does not store. */
export function lostIn(stores: Capabilities): readonly string[] {
  const { times, longestName } = stores;
  return [
    ...KEYS.filter((key) => !stores[key]).map((key) => LOST[key]),
    ...(longestName < EVERYTHING.longestName ? [`names of more than ${longestName} bytes`] : []),
    ...(times === "nanoseconds" ? [] : [LOST_TIMES[times]]),
  ];
}

/** Null for anything else, such as capabilities that another version wrote. */
export function readCapabilities(value: unknown): Capabilities | null {
  if (typeof value !== "object" || value === null) return null;
  const found = value as { readonly [key: string]: unknown };
  const { times, longestName } = found;
  if (times !== "nanoseconds" && !(typeof times === "string" && Object.hasOwn(LOST_TIMES, times))) return null;
  if (typeof longestName !== "number" || !Number.isSafeInteger(longestName)) return null;
  const flags: { [key in Stored]?: boolean } = {};
  for (const key of KEYS) {
    const flag = found[key];
    if (typeof flag !== "boolean") return null;
    flags[key] = flag;
  }
  return { ...EVERYTHING, ...flags, longestName, times: times as Capabilities["times"] };
}
