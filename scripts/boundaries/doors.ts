import { posix } from "node:path";

/** The doors of the packages: what a bare specifier such as `@rdump/core/provider` leads to. */
export type Doors = ReadonlyMap<string, string>;

interface Manifest {
  readonly name: string;
  readonly exports?: { readonly [door: string]: { readonly "rdump-source"?: string } };
}

/** `manifests`: the package.json of each folder under packages/. */
export function doorsOf(manifests: ReadonlyMap<string, Manifest>): Doors {
  const doors = new Map<string, string>();
  for (const [folder, { name, exports = {} }] of manifests) {
    for (const [door, { "rdump-source": source }] of Object.entries(exports)) {
      if (source !== undefined) doors.set(posix.join(name, door), posix.join("packages", folder, source));
    }
  }
  return doors;
}

/** The file that an import leads to; null when it leaves the project. */
export function targetOf(from: string, specifier: string, doors: Doors): string | null {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  return doors.get(specifier) ?? null;
}
