import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import type { Failure } from "../../diagnostics/failure.ts";
import { shellWord } from "../../diagnostics/shell-word.ts";
import { TRUST } from "../../io/codes.ts";
import type { Breach } from "../../io/trust/locate.ts";
import { openTrusted } from "../../io/trust/open.ts";
import { effectiveUser } from "../../io/trust/standing.ts";
import { breachText, ownerText } from "../../io/trust/words.ts";

/**
 * Opens a config whose commands are executed: only one that no user but root and the caller can change or replace.
 *
 * @throws a `Failure` that has the observation and the fix; Node's error if it cannot be opened
 */
export async function openTrustedConfig(path: string): Promise<FileHandle> {
  const user = effectiveUser();
  const opened = await openTrusted(path, user);
  if (opened.state === "open") return opened.file;
  throw untrusted(path, opened.breach, user);
}

function untrusted(path: string, breach: Breach, user: number): Failure {
  const users = user === 0 ? "root" : `root or ${ownerText(user)}`;
  const rule = `rdump executes commands that a config names. The config must belong to ${users}, and no other user may be able to write or replace it.`;
  const fix = fixOf(path, breach, user);
  const detail = `${breachText(breach)} ${rule}${fix.includes("\n") ? " " : "\n"}${fix}`;
  return TRUST.failure("config-untrusted", detail);
}

function fixOf(path: string, { path: at, what, flaw }: Breach, user: number): string {
  if (flaw === "writable" && what !== "above") return `chmod go-w ${shellWord(at)}`;
  if (user === 0)
    return `Install it, then name it with --config ${shellWord(`/etc/rdump/${basename(path)}`)}:\ninstall -D -o root -m 0600 -t /etc/rdump/ ${shellWord(path)}`;
  return `install -m 0600 ${shellWord(path)} ~/`;
}
