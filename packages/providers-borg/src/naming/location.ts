/** Why borg cannot be given a repository's location, in a sentence; null when it can. */
export function locationProblem(location: string): string | null {
  if (/\p{Cs}|\0/u.test(location)) return "It holds a character that no path can hold.";
  if (/[{}]/.test(location)) {
    return "It holds a brace, which borg takes for the beginning or end of a placeholder, in a repository's path twice over.";
  }
  if (location.includes("::") || location.endsWith(":")) {
    return "It holds or ends in colons that borg would take for the beginning of an archive's name.";
  }
  if (isRemote(location)) {
    return /^ssh:\/\/([^@:/\s]+@)?(\[[0-9a-fA-F:.]+\]|[^-@:/[\]\s][^@:/[\]\s]*)(:\d+)?\/[^/]/.test(location)
      ? null
      : "It is not of the form ssh://user@host:port/path.";
  }
  if (!location.startsWith("/")) return "It is neither an absolute path nor of the form ssh://user@host/path.";
  if (location.startsWith("//")) return "It begins with two slashes, which borg takes for no path.";
  return null;
}

export function isRemote(location: string): boolean {
  return /^[a-z]+:\/\//.test(location);
}
