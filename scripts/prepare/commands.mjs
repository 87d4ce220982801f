import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env, getuid } from "node:process";
import { step, Unready } from "./step.mjs";

/**
 * A required command, its Debian package, and the purposes that need it. Without an `optional` command a few tests are
 * skipped with a reason. It is installed too, but its absence is not an error.
 */
const NEEDED = [
  { command: "borg", debian: "borgbackup", purposes: ["start", "test"] },
  { command: "rsync", debian: "rsync", purposes: ["start", "test"] },
  { command: "restic", debian: "restic", purposes: ["test"] },
  { command: "getfacl", debian: "acl", purposes: ["test"] },
  { command: "getfattr", debian: "attr", purposes: ["test"] },
  { command: "findmnt", debian: "util-linux", purposes: ["test"] },
  { command: "mount", debian: "mount", purposes: ["test"] },
  { command: "ps", debian: "procps", purposes: ["test"] },
  { command: "rclone", debian: "rclone", purposes: ["test"], optional: true },
  { command: "dump", debian: "dump", purposes: ["test"], optional: true },
  { command: "xfsdump", debian: "xfsdump", purposes: ["test"], optional: true },
  { command: "mkfs.xfs", debian: "xfsprogs", purposes: ["test"], optional: true },
  { command: "sccs", debian: "cssc", purposes: ["test"], optional: true },
  { command: "mkfs.vfat", debian: "dosfstools", purposes: ["test"], optional: true },
  { command: "fusefat", debian: "fusefat", purposes: ["test"], optional: true },
  { command: "zstd", debian: "zstd", purposes: ["test"], optional: true },
  { command: "qemu-system-x86_64", debian: "qemu-system-x86", purposes: ["lab"] },
  { command: "qemu-img", debian: "qemu-utils", purposes: ["lab"] },
  { command: "mmdebstrap", debian: "mmdebstrap", purposes: ["lab"] },
  { command: "mke2fs", debian: "e2fsprogs", purposes: ["lab"] },
  { command: "cpio", debian: "cpio", purposes: ["lab"] },
  { command: "ssh", debian: "openssh-client", purposes: ["lab"] },
  { command: "setpriv", debian: "util-linux", purposes: ["lab"] },
];

/** Installs what is missing, where that may be done without asking; otherwise names it and stops. */
export function prepareCommands(purpose) {
  const missing = NEEDED.filter(({ command, purposes }) => purposes.includes(purpose) && !isThere(command));
  const mayInstall = getuid() === 0 && existsSync("/etc/debian_version") && isThere("apt-get");
  if (missing.every(({ optional }) => optional && !mayInstall)) return;
  const packages = missing.map(({ debian }) => debian);
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
  const commands = missing.map(({ command }) => command).join(", ");
  if (!existsSync("/etc/debian_version") || !isThere("apt-get")) {
    throw new Unready(`these commands are missing: ${commands}. Debian has them in: ${packages.join(", ")}.`);
  }
  if (getuid() !== 0) {
    throw new Unready(`these commands are missing: ${commands}. As root: apt-get update && ${install.join(" ")}`);
  }
  step("reading the lists of Debian's packages", ["apt-get", "update"]);
  step(`installing ${packages.join(", ")}`, install, { DEBIAN_FRONTEND: "noninteractive" });
}

/** An ordinary user's PATH leaves sbin out; rdump looks there too. */
function isThere(command) {
  const directories = [...(env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  return directories.some((directory) => directory !== "" && isExecutable(join(directory, command)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
