/** Matches a rejection or a throw: a `Failure` whose first diagnostics match. */
export function failing(...diagnostics: readonly object[]): Error {
  return { diagnostics } as unknown as Error;
}
