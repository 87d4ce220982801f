/** The first line that each command on another host prints to standard error: until then, ssh alone has spoken. */
export const BEGUN = "rdump: begun";

/** `PATH`: many systems give ordinary users no `sbin`. */
const ENVIRONMENT = "env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** How the line for the shell of the other host begins. The words of the command follow. */
export const REMOTE_START = `echo '${BEGUN}' >&2; exec ${ENVIRONMENT}`;

/** How a line with several commands begins, of which each one reads the output of the one before. */
export const REMOTE_PIPE_START = `echo '${BEGUN}' >&2; { ${ENVIRONMENT}`;

/** What follows the words of a command of such a line, but the last one. The shell reports only how the last one ends. */
export function remotePipe(index: number, isBeforeLast: boolean): string {
  return `|| echo "${stageFailed(index, "$?")}" >&2; } | ${isBeforeLast ? "exec" : "{"} ${ENVIRONMENT}`;
}

/** The line that reports how the first command of such a line failed. */
export function stageFailed(index: number, status: number | string): string {
  return `rdump: stage ${index}: ${status}`;
}

/** A line that reports how a command that is not the last one failed. */
export const STAGE_FAILED = /^rdump: stage (\d): (\d{1,3})\n/gm;
