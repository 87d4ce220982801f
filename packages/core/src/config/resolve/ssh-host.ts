import type { Cursor } from "../cursor.ts";
import { quoted } from "../quoted.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The name of a host that is declared in `ssh`. Null: this host. */
export function readSshHost(cursor: Cursor, { sshHosts, report }: Vocabulary): string | null {
  const host = cursor.text();
  if (host !== null && !sshHosts.byName.has(host)) {
    const detail = `The host ${quoted(host)} is not declared.${sshHosts.names.suggestion(host)} Declare it in \`ssh\`. The value \`{}\` is enough if the configuration of ssh has the user, the port and the key.`;
    report.add("config-unknown-ssh-host", cursor.span, detail);
  }
  return host;
}
