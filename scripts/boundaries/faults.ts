import { type Doors, targetOf } from "./doors.ts";
import { type Import, importsOf, parse } from "./imports.ts";
import { isProvider, type Place, placeOf } from "./layout.ts";
import { ACTING_ROOMS, ambientReadsOf, impuritiesOf, isHosted, PURE_ROOMS } from "./purity.ts";

export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

const SPAWNS = /^(node:)?(child_process|cluster)$|^(execa|cross-spawn|nano-spawn|tinyexec)$/;
const MAY_SPAWN = "packages/core/src/io/spawn/launch.ts";
const NAMES_PROVIDERS = "packages/cli/src/compose.ts";
const DOORS_FOR_PROVIDERS = ["@rdump/core/provider"];
const DOORS_FOR_THEIR_TESTS = [...DOORS_FOR_PROVIDERS, "@rdump/core/host", "@rdump/core/conformance"];

/** Where a file under packages/ or lab/ reaches for what it must not reach for. */
export function faultsOf(path: string, text: string, doors: Doors): readonly Fault[] {
  if (path.startsWith("lab/")) return labFaultsOf(path, text, doors);
  const place = placeOf(path);
  if (place === null) return [];
  if (place.rank === null) return [{ path, line: 1, says: `the room ${place.room} is not in the layout` }];
  const file = parse(path, text);
  const imports = importsOf(file);
  const faults = imports.flatMap((each) => {
    const says = faultOf(path, place, each, doors);
    return says === null ? [] : [{ path, line: each.line, says }];
  });
  if (place.shipped && isHosted(place.room)) {
    const reads = ambientReadsOf(path, file, imports);
    return [...faults, ...reads.map(({ line, what }) => ({ path, line, says: `${place.room} ${what}, not its Host` }))];
  }
  if (!PURE_ROOMS.includes(place.room)) return faults;
  const impure = impuritiesOf(file, imports).map(({ line, what }) => ({ path, line, says: `${place.room} ${what}` }));
  return [...faults, ...impure];
}

/** The lab knows nothing of rdump but the built command: what it shows does not depend on what it tests. */
function labFaultsOf(path: string, text: string, doors: Doors): readonly Fault[] {
  return importsOf(parse(path, text)).flatMap(({ specifier, line }) => {
    const target = targetOf(path, specifier, doors);
    if (target === null || target.startsWith("lab/")) return [];
    return [{ path, line, says: `imports ${specifier}: the lab imports nothing else of the project` }];
  });
}

function faultOf(path: string, from: Place, { specifier, typeOnly }: Import, doors: Doors): string | null {
  // rsure is a command of its own, and calls getfattr and zstd itself.
  if (from.shipped && from.package !== "rsure" && SPAWNS.test(specifier) && path !== MAY_SPAWN) {
    return `imports ${specifier}: only ${MAY_SPAWN} starts a process`;
  }
  const target = targetOf(path, specifier, doors);
  const to = target === null ? null : placeOf(target);
  if (to === null) return specifier.startsWith(".") ? leaving(from, specifier) : null;
  if (to.package !== from.package) {
    if (specifier.startsWith(".")) return `imports ${specifier}: another package is imported by its name`;
    if (isProvider(to.package) && from.shipped && path !== NAMES_PROVIDERS) {
      return `imports ${specifier}: only ${NAMES_PROVIDERS} names providers`;
    }
    if (isProvider(from.package)) return doorFault(from, specifier, to);
    // Tests of any room use the simulated host.
    if (!from.shipped && to.package === "fake-host") return null;
  }
  return orderFault(from, to, typeOnly || isCodes(specifier));
}

/** The register of a room's diagnostic codes: texts, and nothing that acts. */
function isCodes(specifier: string): boolean {
  return /\/codes(\/index)?\.ts$/.test(specifier);
}

/** Tests may read what lies beside the packages; what is shipped may not. */
function leaving({ shipped }: Place, specifier: string): string | null {
  return shipped ? `imports ${specifier}: what is shipped stays within packages/` : null;
}

function doorFault({ shipped }: Place, specifier: string, to: Place): string | null {
  if (isProvider(to.package)) return `imports ${specifier}: providers do not know each other`;
  if (!shipped && ["rsure", "fake-host"].includes(to.package)) return null;
  const doors = shipped ? DOORS_FOR_PROVIDERS : DOORS_FOR_THEIR_TESTS;
  if (doors.includes(specifier)) return null;
  return `imports ${specifier}: a provider${shipped ? "" : "'s test"} knows only ${doors.join(", ")}`;
}

function orderFault(from: Place, to: Place, typeOnly: boolean): string | null {
  if (to.rank === null) return `imports from ${to.room}, which is not in the layout`;
  if (to.room === from.room) return null;
  if (!from.shipped && to.package === from.package) return null;
  if (to.rank >= (from.rank ?? -1)) return `${from.room} imports from ${to.room}, which does not stand above it`;
  if (PURE_ROOMS.includes(from.room) && ACTING_ROOMS.includes(to.room) && !typeOnly) {
    return `${from.room} is pure: of ${to.room} it takes types only`;
  }
  return null;
}
