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
