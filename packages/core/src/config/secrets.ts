import { distanceBetween } from "./nearest.ts";

/** Keys whose value is, or leads to, a secret. Beneath them a text is never repeated to anyone. */
export const SECRET_KEYS = ["passphrase", "webhook", "healthchecks"] as const;

/** Beneath a secret key, these say where the secret is, and not what it is. */
export const KEYS_TO_SECRETS: ReadonlySet<string> = new Set(["command", "file"]);

const TELLING = /^pass|password|passwd|secret|token|apikey|credential|^key$/;

/** One of the keys that lead to a secret, or so near to one that it was meant. */
export function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase();
  if (plain.length > 20) return false;
  return SECRET_KEYS.some((name) => distanceBetween(plain, name) <= 2);
}

/** A key of whatever tool under which people write a secret. */
export function soundsSecret(key: string): boolean {
  return isSecretKey(key) || TELLING.test(key.toLowerCase().replaceAll(/[^a-z]/g, ""));
}
