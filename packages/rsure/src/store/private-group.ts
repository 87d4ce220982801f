import { readFileSync } from "node:fs";

/** The fields of the lines of /etc/passwd or /etc/group. */
const entries = (text: string): readonly (readonly string[])[] =>
  text.split("\n").flatMap((line) => (line === "" ? [] : [line.split(":")]));

/**
 * Whether a group has no member but one user, as distributions with umask 002 create one for each user.
 *
 * @param passwd the content of /etc/passwd, `group` of /etc/group. A group from elsewhere (LDAP) is not in it, and not private.
 */
export function isPrivateGroup(gid: number, uid: number, passwd: string, group: string): boolean {
  const users = entries(passwd);
  const groups = entries(group).filter(([, , id]) => id === String(gid));
  const own = new Set(users.flatMap(([name = "", , id]) => (id === String(uid) ? [name] : [])));
  const members = groups.flatMap(([, , , names = ""]) => names.split(",").filter((name) => name !== ""));
  const primary = users.flatMap(([name = "", , , id]) => (id === String(gid) ? [name] : []));
  return groups.length > 0 && [...members, ...primary].every((name) => own.has(name));
}

/** The same by the files of this machine; false when they cannot be read. */
export function isPrivate(gid: number, uid: number): boolean {
  try {
    return isPrivateGroup(gid, uid, readFileSync("/etc/passwd", "latin1"), readFileSync("/etc/group", "latin1"));
  } catch {
    return false;
  }
}
