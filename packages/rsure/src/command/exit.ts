/** The exit status of the command. */
export const EXIT = {
  same: 0,
  differences: 1,
  /** The request failed; nothing was written. */
  error: 2,
  /** Done, but a part of the tree could not be read; there may be differences too. */
  unread: 3,
} as const;

export interface Outcome {
  readonly differences: number;
  readonly problems: number;
}

/** @param compat the original's way: differences and unread files are no matter, every error is 1 */
export function exitStatus({ differences, problems }: Outcome, compat: boolean): number {
  if (compat) return 0;
  if (problems > 0) return EXIT.unread;
  return differences > 0 ? EXIT.differences : EXIT.same;
}

export const errorStatus = (compat: boolean): number => (compat ? 1 : EXIT.error);
