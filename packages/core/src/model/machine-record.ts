import { isObject } from "./json.ts";

/**
 * The record of a machine that travels in its archives: the config, and what is needed to make the disks again. It contains
 * no key and no passphrase.
 */
export type MachineRecord = {
  readonly formatVersion: 1;
  readonly rdump: string;
  /** The time of the run, as ISO 8601. */
  readonly time: string;
  readonly host: string;
  readonly owner: string;
  readonly volume: string;
  readonly bootLoader: BootLoader;
  /** The resolved config, as JSON5. */
  readonly config: string;
  /** Output of tools and files of the system, by relative paths: `disks/sda.sfdisk`. */
  readonly files: { readonly [path: string]: string };
  /** Tools that are not installed, and what could not be read. */
  readonly missing: readonly Missing[];
};

export type BootLoader = { readonly firmware: "uefi" | "bios"; readonly loaders: readonly string[] };

export type Missing = { readonly what: string; readonly why: string };

/** In bytes: a larger record is neither written nor read. */
export const MACHINE_RECORD_LIMIT = 16 * 1024 * 1024;

/** Where an archive has the record, and the SHA-256 of the record in hex. */
export interface RecordedMachine {
  readonly digest: string;
  /** From the root of the volume. */
  readonly path: string;
}

/** Null if the bytes are no machine record of this format. The record comes from a repository, so it is not trusted. */
export function parseMachineRecord(bytes: Buffer): MachineRecord | null {
  if (bytes.length > MACHINE_RECORD_LIMIT) return null;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
  return isRecord(value) ? value : null;
}

const FILE = /^[a-z]{1,20}(?:\/[A-Za-z0-9+_][A-Za-z0-9+_.-]{0,200})?$/;

function isRecord(value: unknown): value is MachineRecord {
  const { formatVersion, rdump, time, host, owner, volume, config, files, missing, bootLoader } = membersOf(value);
  const { firmware, loaders } = membersOf(bootLoader);
  return (
    formatVersion === 1 &&
    [rdump, time, host, owner, volume, config].every(isText) &&
    (firmware === "uefi" || firmware === "bios") &&
    isListOf(loaders, isText) &&
    Object.entries(membersOf(files)).every(([path, content]) => FILE.test(path) && isText(content)) &&
    isListOf(missing, (each) => isText(membersOf(each).what) && isText(membersOf(each).why))
  );
}

function membersOf(value: unknown): { readonly [name: string]: unknown } {
  return isObject(value) ? value : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}
