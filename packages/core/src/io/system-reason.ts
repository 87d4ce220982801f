/**
 * Why a call of the system failed, in the words of the system, with the path unless it is the shown one. The message of
 * an error that is not of the system is unchanged, and can contain any text.
 */
export function systemReason(error: unknown, shown?: string): string {
  if (!(error instanceof Error)) return String(error);
  const { path } = error as NodeJS.ErrnoException;
  const [, reason] = /^[A-Z][A-Z0-9]*: ([^,]+), /.exec(error.message) ?? [];
  if (reason === undefined) return error.message;
  return path === undefined || path === shown ? reason : `${reason}: ${path}`;
}
