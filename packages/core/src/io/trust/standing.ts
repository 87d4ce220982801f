/** Who can change a file, as `stat` tells it. POSIX ACLs that let others write show in the mode's group bits. */
export interface Standing {
  readonly uid: number;
  /** With or without the bits of the file's type. */
  readonly mode: number;
}

/**
 * Why others can decide what a file holds. `owner`: it belongs to neither root nor the caller. `writable`: its group or
 * everyone can write to it. `linked`: in a directory that everyone can write to, it has a second name, so that anybody may
 * have put it there.
 */
export type Flaw = "owner" | "writable" | "linked";

/** The caller: whose rights this process has. */
export function effectiveUser(): number {
  return process.geteuid?.() ?? 0;
}

export function isOwned({ uid }: Pick<Standing, "uid">, user: number): boolean {
  return uid === 0 || uid === user;
}

export function isOpenToOthers({ mode }: Pick<Standing, "mode">): boolean {
  return (mode & 0o022) !== 0;
}

/** Null: only root and the caller can change it. */
export function flawOf(standing: Standing, user: number): Exclude<Flaw, "linked"> | null {
  if (!isOwned(standing, user)) return "owner";
  return isOpenToOthers(standing) ? "writable" : null;
}
