import { distanceBetween } from "./nearest.ts";

/** Keys whose value is, or leads to, a secret. Beneath them a text is never repeated to anyone. */
const SECRET_KEYS = ["passphrase", "webhook", "healthchecks"] as const;

/** Beneath a secret key, these say where the secret is, and not what it is. */
export const KEYS_TO_SECRETS: ReadonlySet<string> = new Set(["command", "file"]);

const TELLING = /pass|secret|token|apikey|credential|webhook|healthcheck|^key$/;

/** One of the keys that lead to a secret, or so near to one that it was meant. */
export function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase();
  return SECRET_KEYS.some((name) => Math.abs(plain.length - name.length) <= 2 && distanceBetween(plain, name) <= 2);
}

/** A key of whatever tool under which people write a secret. */
export function soundsSecret(key: string): boolean {
  return TELLING.test(key.toLowerCase().replaceAll(/[^a-z]/g, "")) || isSecretKey(key);
}

/**
 * Addresses with which whoever has them can speak in somebody's name, as the services hand them out; the last group is
 * what nobody else must know.
 */
export const SECRET_ADDRESS =
  /https?:\/\/(?:hooks\.slack\.com|hc-ping\.com|healthchecks\.io\/ping|(?:[\w-]{1,63}\.)?discord(?:app)?\.com\/api\/webhooks|[\w.-]{1,99}\.webhook\.office\.com|api\.telegram\.org|[\w.-]{1,99}\/api\/push)\/([^\s"'\\]{1,512})/dg;

/** Commands that print what they are told: what stands behind one is the text itself. */
export function isPrinter(command: string): boolean {
  return /^(\/(usr\/)?bin\/)?(echo|printf)(\s|$)/.test(command);
}
