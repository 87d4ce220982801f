/** Why borg cannot use the location of a repository, in a sentence; null if it can. */
export function locationProblem(location: string): string | null {
  if (/\p{Cs}|\0/u.test(location)) return "The location contains a character that a path cannot contain.";
  if (/[{}]/.test(location)) return BRACE;
  const withoutAddress = location.replace(ADDRESS, "");
  if (withoutAddress.includes("::") || withoutAddress.endsWith(":")) {
    return "The location contains colons that borg would take for the beginning of an archive name.";
  }
  if (location.startsWith("//")) return "The location begins with two slashes, which borg does not accept as a path.";
  if (location.startsWith("/") || SSH_URL.test(location)) return null;
  if (SCP.test(location) && !location.includes("://")) return null;
  return "The location is neither an absolute path nor ssh://user@host:port/path nor user@host:path.";
}

/** borg 1.x fills in placeholders twice for a repository's path, so no doubling of braces gets one through. */
const BRACE = "The location contains a brace, which borg takes for a placeholder.";

/** An IPv6 address in brackets, which borg supports. */
const ADDRESS = /^(?:ssh:\/\/)?(?:[^@:/]+@)?\[[0-9a-fA-F:.]+\]/;

/** A host that begins with a dash would be an option to ssh. */
const HOST = String.raw`(?:[^@:/\s]+@)?(?:\[[0-9a-fA-F:.]+\]|[^-@:/[\]\s][^@:/[\]\s]*)`;
const SSH_URL = new RegExp(String.raw`^ssh://(?!-)${HOST}(?::\d+)?/[^/]`);
const SCP = new RegExp(`^(?!-)${HOST}:.`, "s");

export function isRemote(location: string): boolean {
  return !location.startsWith("/");
}
