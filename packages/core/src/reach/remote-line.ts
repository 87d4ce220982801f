/** The first line that each command on another host prints to standard error: until then, ssh alone has spoken. */
export const BEGUN = "rdump: begun";

/**
 * How the line for the shell of the other host begins. The words of the command follow. `PATH`: many systems give
 * ordinary users no `sbin`.
 */
export const REMOTE_START = `echo '${BEGUN}' >&2; exec env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
