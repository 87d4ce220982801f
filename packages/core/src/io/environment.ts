/**
 * The environment of every command: that of the user, without variables that change the behaviour of the tools
 * (options, language and time zone of their output).
 */
export function cleanEnvironment(inherited: NodeJS.ProcessEnv): { [name: string]: string } {
  const clean: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value !== undefined && !STEERS_A_TOOL.test(name)) clean[name] = value;
  }
  clean.PATH = pathWithSystemTools(inherited.PATH ?? "");
  clean.LC_ALL = "C.UTF-8";
  clean.TZ = "UTC";
  return clean;
}

const STEERS_A_TOOL =
  /^(BORG_|RSYNC_|PYTHON|LVM_|DM_|ZFS_|ZPOOL_|LC_|LANG$|LANGUAGE$|TZ$|NODE_OPTIONS$|NODE_PATH$|npm_|INIT_CWD$)/;

/** LVM, ZFS and mount live in sbin, which an ordinary user's path leaves out. */
function pathWithSystemTools(path: string): string {
  const entries = path.split(":").filter((entry) => entry.startsWith("/"));
  for (const directory of ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]) {
    if (!entries.includes(directory)) entries.push(directory);
  }
  return entries.join(":");
}
