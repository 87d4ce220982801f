import { SECRET_RECIPIENTS } from "../model/config.ts";
import { distanceBetween } from "./nearest.ts";

/** Keys whose value is, or leads to, a secret. Beneath them a text is never repeated to anyone. */
const SECRET_KEYS = ["passphrase", ...SECRET_RECIPIENTS] as const;

/** Below a secret key, these keys name the place of the secret, not the secret itself. */
export const KEYS_TO_SECRETS: ReadonlySet<string> = new Set(["command", "file"]);

const TELLING = /pass|secret|token|apikey|credential|webhook|healthcheck|ntfy|^key$/;

/** A key that leads to a secret, or a misspelling of such a key. */
export function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase();
  return SECRET_KEYS.some((name) => {
    // Two letters are half of `ntfy`, and `notify` is another key.
    const most = name.length < 6 ? 1 : 2;
    return Math.abs(plain.length - name.length) <= most && distanceBetween(plain, name) <= most;
  });
}

/** A key of any tool whose value is a secret. */
export function soundsSecret(key: string): boolean {
  return TELLING.test(key.toLowerCase().replaceAll(/[^a-z]/g, "")) || isSecretKey(key);
}

/**
 * Secret addresses as the services give them out: a user who knows one can send messages. The last group is the secret
 * part.
 */
export const SECRET_ADDRESS =
  /https?:\/\/(?:hooks\.slack\.com|hc-ping\.com|healthchecks\.io\/ping|(?:[\w-]{1,63}\.)?discord(?:app)?\.com\/api\/webhooks|[\w.-]{1,99}\.webhook\.office\.com|api\.telegram\.org|[\w.-]{1,99}\/api\/push)\/([^\s"'\\]{1,512})/dg;

/** Commands that print their arguments: the next argument is the text itself. */
export function isPrinter(command: string): boolean {
  return /^(\/(usr\/)?bin\/)?(echo|printf)(\s|$)/.test(command);
}
