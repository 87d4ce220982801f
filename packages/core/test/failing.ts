/** What a rejection or a throw must look like: a `Failure` whose first diagnostics match. */
export function failing(...diagnostics: readonly object[]): Error {
  return { diagnostics } as unknown as Error;
}
