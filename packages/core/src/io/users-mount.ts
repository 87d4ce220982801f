import { readFileSync } from "node:fs";
import type { Callers } from "./callers.ts";

/** How long a read table of mounts is used, in seconds: a user can make it long. */
const FRESH = 1;

let table = "";
let readAt = Number.NEGATIVE_INFINITY;

/** The mount that an open file is on. The kernel answers without asking the file system. */
export function mountOf(descriptor: number): string {
  return /^mnt_id:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1"))?.[1] ?? "";
}

/**
 * The user, other than root and the callers, who mounted a FUSE file system there. Such a file system may never answer,
 * and with `allow_other` root waits for it. Null for every other mount.
 */
export function ownerOfMount(mount: string, callers: Callers): number | null {
  const line = lineOf(mount);
  const [type = "", , options = ""] = line.slice(line.indexOf(" - ") + 3).split(" ");
  if (!/^fuse(blk)?(\.|$)/.test(type)) return null;
  const user = Number(/(?:^|,)user_id=(\d+)/.exec(options)?.[1] ?? 0);
  return callers.has(user) ? null : user;
}

function lineOf(mount: string): string {
  const found = lineIn(table, mount);
  if (found !== "" && process.uptime() - readAt < FRESH) return found;
  table = `\n${readFileSync("/proc/self/mountinfo", "latin1")}`;
  readAt = process.uptime();
  return lineIn(table, mount);
}

/** `""` where there is no such line. */
function lineIn(text: string, mount: string): string {
  const start = text.indexOf(`\n${mount} `) + 1;
  return start === 0 ? "" : text.slice(start, text.indexOf("\n", start));
}
