import type { Cursor } from "../cursor.ts";
import type { Span } from "../positions.ts";
import { quoted } from "../quoted.ts";
import type { Report } from "../report.ts";
import { CONTROL } from "./path.ts";

/** A name, an address, or an alias of ssh's configuration: never anything that ssh could take for an option. */
export const HOST = /^([A-Za-z0-9_][A-Za-z0-9_.:%-]{0,254}|\[[0-9A-Fa-f:.%A-Za-z]{2,64}\])$/;
export const USER = /^[A-Za-z0-9_][A-Za-z0-9_.@\\+-]{0,99}\$?$/;

export function isHost(host: string, span: Span, report: Report): boolean {
  if (HOST.test(host)) return true;
  const detail = `${quoted(host)} is not a valid host. Write a name or an address of letters, digits, \`.\`, \`-\`, \`_\` and \`:\`. Use the keys \`user\` and \`port\` for user and port.`;
  report.add("config-bad-host", span, detail);
  return false;
}

export function readUser(cursor: Cursor, report: Report): string | null {
  const user = cursor.text();
  if (user === null || USER.test(user)) return user;
  report.add(
    "config-bad-user",
    cursor.span,
    `${quoted(user)} is not a valid user name. Write only the name, as \`whoami\` prints it on that host.`,
  );
  return user;
}

/** A mail address or a local user, as sendmail takes it. */
export function readMail(cursor: Cursor, report: Report): string | null {
  const mail = cursor.text();
  if (mail === null) return null;
  if (!/^[^\s-]\S{0,253}$/.test(mail) || CONTROL.test(mail)) {
    const detail = `${quoted(mail)} is not a valid recipient. Write one mail address, or a user of this machine.`;
    report.add("config-bad-user", cursor.span, detail);
  }
  return mail;
}
