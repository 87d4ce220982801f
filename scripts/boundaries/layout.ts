/**
 * The rooms of the project, from the top down: a room imports only from rooms above it. The same list as in
 * docs/architecture.md. `@rdump/core`'s own index hands on what is in its rooms, and so stands below them.
 */
const ROOMS = [
  "rsure",
  "core/diagnostics",
  "core/model",
  "core/io",
  "core/provider",
  "core/privilege",
  "core/reach",
  "core/config",
  "core/lint",
  "core/desired",
  "core/observe",
  "core/plan",
  "core/journal",
  "core/record",
  "core/apply",
  "core/reconcile",
  "core/restore",
  "core/history",
  "core/render",
  "core/conformance",
  "core",
  "providers-*",
  "host",
  "notify",
  "html-report",
  "fake-host",
  "cli",
] as const;

/** Where a file of `packages/` belongs. */
export interface Place {
  readonly package: string;
  /** Its room, such as `core/plan` or `providers-borg`; tests belong to the package as a whole. */
  readonly room: string;
  /** The place in the layout; null for a room that the layout does not have. */
  readonly rank: number | null;
  /** Whether it is part of what is shipped: a test or a bench may look into more. */
  readonly shipped: boolean;
}

/** Null outside of `packages/`. */
export function placeOf(path: string): Place | null {
  const match = /^packages\/([^/]+)\/([^/]+)\/(?:([^/]+)\/)?/.exec(path);
  if (match === null) return null;
  const [, name = "", part = "", folder] = match;
  const room = name === "core" && part === "src" && folder !== undefined ? `core/${folder}` : name;
  return { package: name, room, rank: rankOf(room), shipped: part === "src" || part === "bin" };
}

export function isProvider(name: string): boolean {
  return name.startsWith("providers-");
}

function rankOf(room: string): number | null {
  const rank = (ROOMS as readonly string[]).indexOf(isProvider(room) ? "providers-*" : room);
  return rank === -1 ? null : rank;
}
