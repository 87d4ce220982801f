import { randomBytes } from "node:crypto";

/** 192 random bits, as one line. */
export function newPassphrase(): string {
  return `${randomBytes(24).toString("base64url")}\n`;
}
