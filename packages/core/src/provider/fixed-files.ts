/**
 * The words of a command that makes all files and directories below a directory changeable again: an immutable or
 * append-only one (chattr(1)) can be neither moved nor removed. `directory`: relative to where the command runs.
 */
export function looseningArgv(directory: string): readonly [string, ...string[]] {
  const kinds = ["(", "-type", "f", "-o", "-type", "d", ")"];
  return ["find", directory, "-xdev", ...kinds, "-exec", "chattr", "-f", "-i", "-a", "--", "{}", "+"];
}
