/**
 * An error that a user can correct. `code` is stable; the message is one sentence fit to be shown: names in it are
 * escaped. Any other thrown error is a bug or an error of the system.
 *
 * - `corrupt`: the surefile is not what it must be; nothing was written.
 * - `missing`: there is no surefile, or not the revision that was asked for.
 * - `locked`: another run holds the surefile.
 * - `usage`: the request itself makes no sense.
 * - `unsupported`: the surefile or the request needs what this machine lacks.
 * - `untrusted`: another user can have put it there.
 */
export type SureErrorCode = "corrupt" | "missing" | "locked" | "usage" | "unsupported" | "untrusted";

export class SureError extends Error {
  readonly code: SureErrorCode;

  constructor(code: SureErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SureError";
    this.code = code;
  }
}

export const corrupt = (message: string, cause?: unknown): SureError =>
  new SureError("corrupt", message, cause === undefined ? undefined : { cause });

/** The code of a system error (`ENOENT`, `Z_DATA_ERROR`), or `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : undefined;
}
