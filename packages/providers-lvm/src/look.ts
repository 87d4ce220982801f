import {
  type Command,
  type CommandResult,
  type Diagnostic,
  lastOutput,
  type Mount,
  type ReadIo,
  readMounts,
  visible,
} from "@rdump/core/provider";
import { parseGroups, type VolumeGroup } from "./answers/groups.ts";
import { type LogicalVolume, parseVolumes } from "./answers/volumes.ts";
import { LVM } from "./codes/index.ts";
import { groupsQuery, volumesQuery } from "./commands.ts";

export { lastOutput };

/** A result, or why there is none. */
export type Seen<T> = { readonly found: T } | { readonly unseen: Diagnostic };

export function lookAtVolumes(groups: readonly string[], io: ReadIo): Promise<Seen<readonly LogicalVolume[]>> {
  return ask(volumesQuery(groups), parseVolumes, io);
}

export function lookAtGroups(groups: readonly string[], io: ReadIo): Promise<Seen<readonly VolumeGroup[]>> {
  return ask(groupsQuery(groups), parseGroups, io);
}

export async function lookAtMounts(io: ReadIo): Promise<Seen<readonly Mount[]>> {
  try {
    return { found: await readMounts(io) };
  } catch (error) {
    return { unseen: unreadableMounts(error instanceof Error ? error.message : String(error)) };
  }
}

/** A volume of a group by its name; null when there is none. */
export async function findVolume(vg: string, name: string, io: ReadIo): Promise<Seen<LogicalVolume | null>> {
  const seen = await lookAtVolumes([vg], io);
  if ("unseen" in seen) return seen;
  return { found: seen.found.find((volume) => volume.vg === vg && volume.name === name) ?? null };
}

async function ask<T>(command: Command, parse: (output: Buffer) => T | null, io: ReadIo): Promise<Seen<T>> {
  const result = await io.query(command);
  const [program] = command.argv;
  if (result.exitCode !== 0) return { unseen: queryFailed(program, result) };
  const found = parse(result.stdout);
  return found === null ? { unseen: notUnderstood(program) } : { found };
}

function queryFailed(program: string, result: CommandResult): Diagnostic {
  if (result.notStarted === "ENOENT") {
    return LVM.error("lvm-missing", `There is no ${program} on this machine. Install the package lvm2.`);
  }
  if (/permission denied|non-root user/i.test(result.stderr.toString("utf8"))) {
    const detail = `${program} was refused: ${lastOutput(result)}. Run rdump as root, or declare privilege: "sudo" and allow the command in sudoers.`;
    return LVM.error("lvm-not-root", detail);
  }
  const detail = `${program} failed: ${lastOutput(result)}. Nothing is made or destroyed. Run it by hand, and correct the reported error.`;
  return LVM.error("lvm-unseen", detail);
}

function notUnderstood(program: string): Diagnostic {
  const detail = `${program} did not print the JSON that LVM prints since version 2.02.158. The installed LVM may be older.`;
  return LVM.error("lvm-not-understood", detail);
}

function unreadableMounts(words: string): Diagnostic {
  const detail = `${visible(words)}. Without the mount table, nothing is mounted or unmounted. To mount /proc:\nmount -t proc proc /proc`;
  return LVM.error("lvm-mounts-unread", detail);
}
