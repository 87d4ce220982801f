import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { shellWord } from "../../diagnostics/shell-word.ts";
import type { Breach } from "../../io/trust/locate.ts";
import { effectiveUser } from "../../io/trust/standing.ts";
import type { Input } from "./input.ts";

/**
 * The command, or the line of the config, that corrects it, on a separate line. A sticky directory such as /tmp stays
 * as it is.
 */
export function fixOf({ kind, path, name, keptBySudo }: Input, { path: at, what, flaw, mode }: Breach): string {
  const user = effectiveUser();
  if (kind === "environment") {
    if (name !== "$HOME") return `unset ${name.slice(1)}`;
    return keptBySudo === true ? "sudo -H rdump" : `export HOME=${shellWord(ownHome())}`;
  }
  if (kind === "scratch") return 'scratch: { mount: "/run/rdump" }';
  if (flaw === "writable" && (mode & 0o1000) === 0) return `chmod go-w ${shellWord(at)}`;
  if (kind === "secret") {
    return user === 0
      ? `install -D -o root -m 0600 -t /etc/rdump/ ${shellWord(path)}`
      : `install -m 0600 ${shellWord(path)} ~/`;
  }
  // A forged journal that root takes over is trusted from then on.
  if (what === "directory" && flaw === "owner")
    return `If you trust every file in it:\nchown -R ${user === 0 ? "root" : user} ${shellWord(at)}`;
  if (kind === "repository") {
    return `Move it below a directory that only ${user === 0 ? "root" : "you"} can write to, and use the new location:\nmv ${shellWord(path)} ${user === 0 ? "/srv/" : "~/"}`;
  }
  if (kind === "state") return `stateDir: "${user === 0 ? "/var/lib/rdump" : join(ownHome(), ".local/state/rdump")}"`;
  return `cacheDir: "${join(user === 0 ? "/var/cache" : ownHome(), "rdump-borg")}"`;
}

/** Without $HOME, which can be the cause. A user without an account has no home directory. */
function ownHome(): string {
  try {
    return userInfo().homedir;
  } catch {
    return homedir();
  }
}
