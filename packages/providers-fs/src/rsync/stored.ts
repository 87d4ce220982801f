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
  xattrs: ["--xattrs"],
  fileCapabilities: [],
  sparse: [],
  cases: [],
  anyName: [],
};

const KEYS = Object.keys(OPTIONS) as readonly Stored[];

const WINDOWS: { readonly [times in Capabilities["times"]]: readonly string[] } = {
  nanoseconds: ["--modify-window=-1"],
  microseconds: [],
  seconds: [],
  "two seconds": ["--modify-window=1"],
};

/** All options that can follow from capabilities: a run uses some of them. */
export const POSSIBLE_OPTIONS: readonly string[] = [
  "--times",
  ...KEYS.flatMap((key) => OPTIONS[key]),
  ...Object.values(WINDOWS).flat(),
];

/**
 * The options of rsync for a mirror that stores this. rsync compares whole seconds, unless a mirror stores nanoseconds:
 * with `--modify-window=-1` on a mirror of whole seconds, each run would copy each file again.
 */
export function optionsFor(stores: Capabilities): readonly string[] {
  const options = KEYS.filter((key) => stores[key]).flatMap((key) => OPTIONS[key]);
  return ["--times", ...options, ...WINDOWS[stores.times]];
}

/** Whether every option is used. */
export function usesAll(stores: Capabilities): boolean {
  return optionsFor(stores).join() === optionsFor(EVERYTHING).join();
}
