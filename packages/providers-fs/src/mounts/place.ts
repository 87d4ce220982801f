import { type FileKind, isLinkRefused, type Mount, mountHolding, type ReadIo, readMounts } from "@rdump/core/provider";

/** A directory, and its path without links. */
export interface Place {
  /** The path without links. */
  readonly real: string;
  /** Device number and inode: together the directory's identity. */
  readonly device: number;
  readonly inode: string;
  readonly uid: number;
  /** The mount whose root the directory is; null when it is no mount point. */
  readonly mount: Mount | null;
  /** What its file system is mounted from, as the mount table has it; null: not known. */
  readonly from: string | null;
}

export type Found =
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "absent" }
  | { readonly kind: "no-directory"; readonly is: FileKind }
  /** A link on the way is one that another user can replace; the reason says which and who, in sentences. */
  | { readonly kind: "link-refused"; readonly reason: string }
  /** The error of the system, for example `EACCES`. */
  | { readonly kind: "unreachable"; readonly reason: string };

/**
 * Examines a directory, and follows links that only root and the caller can replace. Errors of the file system are not
 * thrown.
 */
export async function findPlace(path: string, io: ReadIo): Promise<Found> {
  try {
    const real = await io.realpath(path);
    if (real === null) return { kind: "absent" };
    // Reading the directory makes autofs mount its file system.
    await io.names(real, 1);
    const facts = await io.lstat(real);
    if (facts === null) return { kind: "absent" };
    if (facts.kind !== "directory") return { kind: "no-directory", is: facts.kind };
    const { device, inode, uid } = facts;
    const holding = mountHolding(await readMounts(io), real);
    return {
      kind: "place",
      place: { real, device, inode, uid, mount: mountAt(real, holding), from: holding?.from ?? null },
    };
  } catch (error) {
    return { kind: isLinkRefused(error) ? "link-refused" : "unreachable", reason: reasonOf(error) };
  }
}

/** An automounter that has mounted nothing is not a mount: its directory is empty. */
function mountAt(real: string, holding: Mount | null): Mount | null {
  return holding?.point === real && holding.type !== "autofs" ? holding : null;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As the kernel would name it without links: no doubled slash, no dot, no slash at the end. */
export function plainPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "" && name !== ".") names.push(name);
  }
  return `/${names.join("/")}`;
}

/** Is `path` the directory `inside`, or below it? Both as `plainPath` gives them. */
export function liesIn(path: string, inside: string): boolean {
  return path === inside || path.startsWith(inside === "/" ? "/" : `${inside}/`);
}
