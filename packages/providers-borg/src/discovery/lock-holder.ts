import { join } from "node:path/posix";
import { fieldsOf, parseJson, type ReadIo, visible } from "@rdump/core/provider";
import { isRemote } from "../naming/location.ts";

/**
 * The holder of a repository lock, as a sentence: borg itself does not report it. It leaves a file
 * `HOST@NODE.PID-THREAD` in the directory `lock.exclusive`, and lists readers in `lock.roster`. Empty if it is unknown.
 */
export async function lockHolder(io: ReadIo, location: string): Promise<string> {
  if (isRemote(location)) return "";
  try {
    const names = (await io.names(join(location, "lock.exclusive"), 10)) ?? [];
    const holders = names
      .map((name) => /^(.+)\.(\d+)-[0-9a-f]+$/.exec(name.toString("utf8")))
      .filter((found) => found !== null);
    if (holders.length > 0) return holders.map(([, host = "", pid = ""]) => holder(host, pid)).join(" ");
    const roster = await io.readFile(join(location, "lock.roster"), 64 * 1024);
    return readersIn(roster?.toString("utf8") ?? "");
  } catch {
    // Optional information: the diagnostic is complete without it.
    return "";
  }
}

function readersIn(roster: string): string {
  const shared = fieldsOf(parseJson(roster)).shared;
  if (!Array.isArray(shared)) return "";
  const readers = (shared as readonly unknown[]).filter((each) => Array.isArray(each)).slice(0, 10);
  return readers.map(([host, pid]) => holder(String(host), String(pid))).join(" ");
}

function holder(host: string, pid: string): string {
  return visible(`The lock is held by process ${pid} on ${host.replace(/@\d+$/, "")}.`);
}
