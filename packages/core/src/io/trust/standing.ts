/**
 * The users who can change a file, according to `stat`. POSIX ACLs that let others write show in the mode's group bits.
 */
export interface Standing {
  readonly uid: number;
  /** With or without the bits of the file's type. */
  readonly mode: number;
}

/**
 * Why others can determine the content of a file. `owner`: it belongs to neither root nor the caller. `writable`: its
 * group or everyone can write to it. `linked`: it has a second name in a directory that every user can write to, so any
 * user may have put it there.
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
