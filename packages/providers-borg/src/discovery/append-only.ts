import { join } from "node:path/posix";
import type { ReadIo } from "@rdump/core/provider";
import { isRemote } from "../naming/location.ts";

const MOST_CONFIG = 64 * 1024;

/**
 * Whether a repository is append-only by its config; null if that is unknown: on another host, where `borg serve` can
 * make it append-only and does not report it.
 */
export async function isAppendOnly(io: ReadIo, location: string): Promise<boolean | null> {
  if (isRemote(location)) return null;
  try {
    const text = await io.readFile(join(location, "config"), MOST_CONFIG);
    return text === null ? null : saysAppendOnly(text.toString("utf8"));
  } catch {
    return null;
  }
}

/** The boolean values of Python's `configparser`. */
export function saysAppendOnly(config: string): boolean {
  const [, value] = /^append_only[ \t]*[=:][ \t]*(\S+)[ \t]*$/im.exec(config) ?? [];
  return value !== undefined && /^(1|yes|true|on)$/i.test(value);
}
