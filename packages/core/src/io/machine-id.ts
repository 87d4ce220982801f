import { readFileSync } from "node:fs";

/**
 * The content of /etc/machine-id; null when it is missing or empty, as in most containers, or `uninitialized`, as
 * before the first boot: machine-id(5).
 */
export function readMachineId(path = "/etc/machine-id"): string | null {
  try {
    const text = readFileSync(path, "utf8").trim();
    return /^[0-9a-f]{32}$/.test(text) && !/^0+$/.test(text) ? text : null;
  } catch {
    return null;
  }
}
