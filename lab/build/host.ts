import { existsSync } from "node:fs";
import { arch, getuid } from "node:process";

/** The lab cannot be here; the message says why. */
export class CannotHere extends Error {}

/** What a host has to be that the lab can be built on it. */
export function requireHost(): void {
  if (arch !== "x64") throw new CannotHere(`the lab's machine is of x86-64, and this host is not (${arch})`);
  if (!existsSync("/etc/debian_version")) throw new CannotHere("the lab is built from Debian's packages, on Debian");
  if (getuid?.() !== 0)
    throw new CannotHere("the lab is built as root: it makes a file system with root's files in it");
}
