import {
  type Command,
  type CommandResult,
  type Diagnostic,
  lastWords,
  type Mount,
  type ReadIo,
  readMounts,
  visible,
} from "@rdump/core/provider";
import { parseGroups, type VolumeGroup } from "./answers/groups.ts";
import { type LogicalVolume, parseVolumes } from "./answers/volumes.ts";
import { groupsQuery, volumesQuery } from "./commands.ts";

export { lastWords };

/** An answer, or why there is none. */
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
  if (result.exitCode !== 0) return { unseen: notTold(program, result) };
  const found = parse(result.stdout);
  return found === null ? { unseen: notUnderstood(program) } : { found };
}

function notTold(program: string, result: CommandResult): Diagnostic {
  if (result.notStarted === "ENOENT") {
    return {
      code: "lvm-missing",
      severity: "error",
      summary: "A program is missing",
      detail: `There is no ${program} on this machine. Install the package lvm2.`,
    };
  }
  if (/permission denied|non-root user/i.test(result.stderr.toString("utf8"))) {
    return {
      code: "lvm-not-root",
      severity: "error",
      summary: "LVM only answers to root",
      detail: `${program} was refused: ${lastWords(result)}. Run rdump as root, or as a user who may call sudo and with privilege: "sudo" in the config.`,
    };
  }
  return {
    code: "lvm-unseen",
    severity: "error",
    summary: "LVM could not be asked",
    detail: `${program} failed: ${lastWords(result)}. Nothing is made or destroyed on a guess. Call it by hand and mend what it complains of.`,
  };
}

function notUnderstood(program: string): Diagnostic {
  return {
    code: "lvm-not-understood",
    severity: "error",
    summary: "The output of a program was not understood",
    detail: `What ${program} printed is not the JSON that it prints from LVM 2.02.158 on. Is it older?`,
  };
}

function unreadableMounts(words: string): Diagnostic {
  return {
    code: "lvm-mounts-unread",
    severity: "error",
    summary: "The table of mounts cannot be read",
    detail: `${visible(words)}. Nothing is mounted or unmounted without it. Mount /proc (mount -t proc proc /proc).`,
  };
}
