import { type Capabilities, EVERYTHING, type Stored } from "@rdump/core/provider";

/** The options of rsync that use each capability, in the order in which they are shown. */
const OPTIONS: { readonly [key in Stored]: readonly string[] } = {
  symlinks: ["--links"],
  modes: ["--perms"],
  owners: ["--owner", "--group"],
  devices: ["--devices"],
  specials: ["--specials"],
  sockets: [],
  hardLinks: ["--hard-links"],
  acls: ["--acls"],
  xattrs: ["-XX"],
  fileCapabilities: [],
  sparse: [],
  cases: [],
  forms: [],
  anyName: [],
};

const KEYS = Object.keys(OPTIONS) as readonly Stored[];

const WINDOWS: { readonly [times in Capabilities["times"]]: readonly string[] } = {
  nanoseconds: ["--modify-window=-1"],
  microseconds: [],
  seconds: [],
  "two seconds": ["--modify-window=1"],
};

/**
 * The extended attributes of a copy with the rights of root. XFS shows an ACL a second time as `trusted.SGI_ACL_FILE`.
 * rsync would delete that attribute in a mirror on XFS, and the ACL with it, because other file systems do not have it
 * (tried with rsync 3.5.0). A rule for attributes replaces the defaults of rsync, which leave out `system.*`. `sr`: both
 * sides. Without it, `--delete-excluded` limits a rule to the source.
 */
export const ROOT_ATTRIBUTES: readonly string[] = ["--filter=-xsr system.*", "--filter=-xsr trusted.SGI_ACL_*"];
/** Without the rights of root, nothing else can be stored. */
const USER_ATTRIBUTES: readonly string[] = ["--filter=+xsr user.*", "--filter=-xsr *"];

/** All options that can follow from capabilities: a run uses some of them. */
export const POSSIBLE_OPTIONS: readonly string[] = [
  "--times",
  ...KEYS.flatMap((key) => OPTIONS[key]),
  ...Object.values(WINDOWS).flat(),
  ...ROOT_ATTRIBUTES,
  ...USER_ATTRIBUTES,
];

/**
 * The options of rsync for a mirror that stores this. rsync compares whole seconds, unless a mirror stores nanoseconds:
 * with `--modify-window=-1` on a mirror of whole seconds, each run would copy each file again.
 */
export function optionsFor(stores: Capabilities): readonly string[] {
  const options = KEYS.filter((key) => stores[key]).flatMap((key) => OPTIONS[key]);
  return ["--times", ...options, ...WINDOWS[stores.times], ...attributeRules(stores)];
}

function attributeRules({ xattrs, owners }: Capabilities): readonly string[] {
  if (!xattrs) return [];
  return owners ? ROOT_ATTRIBUTES : USER_ATTRIBUTES;
}

/** Whether every option is used. */
export function usesAll(stores: Capabilities): boolean {
  return optionsFor(stores).join() === optionsFor(EVERYTHING).join();
}
