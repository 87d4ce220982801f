/** A variable name (`LANG`), or a prefix (`BORG_*`). */
export type VariablePattern = string;

/** Variables that no command of any tool inherits. */
const NEVER: readonly VariablePattern[] = [
  // Language and zone of the output: rdump sets both itself.
  ...["LC_*", "LANG", "LANGUAGE", "TZ"],
  // Node runs the attendant, and npm adds variables to what it runs.
  ...["NODE_OPTIONS", "NODE_PATH", "npm_*", "INIT_CWD"],
];

/**
 * The environment of every command: that of the user, without variables that change the behaviour of a tool.
 *
 * @param shielded the variables that the providers declare for their tools
 */
export function commandEnvironment(
  inherited: NodeJS.ProcessEnv,
  shielded: readonly VariablePattern[],
): { [name: string]: string } {
  const isShielded = matcherOf([...NEVER, ...shielded]);
  const environment: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !isShielded(name)) environment[name] = value;
  }
  environment.PATH = commandPath(inherited);
  environment.LC_ALL = "C.UTF-8";
  environment.TZ = "UTC";
  return environment;
}

function matcherOf(patterns: readonly VariablePattern[]): (name: string) => boolean {
  const names = new Set(patterns.filter((pattern) => !pattern.endsWith("*")));
  const starts = patterns.filter((pattern) => pattern.endsWith("*")).map((pattern) => pattern.slice(0, -1));
  return (name) => names.has(name) || starts.some((start) => name.startsWith(start));
}

/** Where commands are looked up. LVM, ZFS and mount are in sbin, which the path of an ordinary user does not contain. */
export function commandPath({ PATH = "" }: NodeJS.ProcessEnv): string {
  const entries = PATH.split(":").filter((entry) => entry.startsWith("/"));
  for (const directory of ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]) {
    if (!entries.includes(directory)) entries.push(directory);
  }
  return entries.join(":");
}
