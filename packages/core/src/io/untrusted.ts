/** A symbolic link that another user can replace is part of the path. */
export const LINK_REFUSED = "ELINKREFUSED";
/** A file that rdump reads as its own belongs to another user, or is no regular file. */
export const NOT_OWN = "ENOTOWN";

export type UntrustedCode = typeof LINK_REFUSED | typeof NOT_OWN;

/**
 * An object that another user planted, or could have planted, was not followed or read. The message is whole sentences;
 * for `NOT_OWN` it is the fault of the file ("it is not a regular file").
 */
export class Untrusted extends Error {
  readonly code: UntrustedCode;

  constructor(code: UntrustedCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function isLinkRefused(error: unknown): error is Untrusted {
  return error instanceof Untrusted && error.code === LINK_REFUSED;
}

/** For a look ahead of a command that is refused itself, should the link still be there: null where one is refused. */
export function nullIfLinkRefused(error: unknown): null {
  if (isLinkRefused(error)) return null;
  throw error;
}

export function isNotOwn(error: unknown): error is Untrusted {
  return error instanceof Untrusted && error.code === NOT_OWN;
}
