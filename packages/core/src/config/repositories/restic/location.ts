import type { Cursor } from "../../cursor.ts";
import { HOST, USER } from "../../read/host.ts";
import { CONTROL } from "../../read/path.ts";
import type { Report } from "../../report.ts";
import { RESTIC_CONFIG } from "./codes.ts";

const EXAMPLES =
  "Write a path (`/mnt/backup/restic`), `sftp:user@host:/path`, `rest:https://host/path`, `s3:host/bucket/path`, `gs:bucket:/path`, or `rclone:remote:path`.";

/** A path of Linux has at most this many bytes; no storage takes a longer one. */
const LONGEST = 4095;

/** Where a restic repository is. Messages never repeat it: what is wrong with it may be a password. */
export function readResticLocation(cursor: Cursor, report: Report): string {
  const location = cursor.text();
  if (location === null || location === "") return "";
  if (hasPassword(location)) {
    const detail =
      "The location contains a password. Every reader of this file and every user of this machine can read it. Remove the password, and change it. A REST server can check a client certificate or the network instead.";
    report.add("config-secret-in-text", cursor.span, detail);
    return "";
  }
  const fault = location.length > LONGEST ? `The location is longer than ${LONGEST} characters.` : faultOf(location);
  if (fault === null) return location;
  report.addOf(RESTIC_CONFIG, "config-bad-restic-location", cursor.span, `${fault} ${EXAMPLES}`);
  return location.length > LONGEST ? "" : location;
}

/** `user:password@` before the path. */
function hasPassword(location: string): boolean {
  const address = location.replace(/^[a-z0-9]+:(?:[a-z]+:)?(?:\/\/)?/, "");
  const [authority = ""] = location.startsWith("/") ? [] : address.split("/");
  const colon = authority.indexOf(":");
  return colon >= 0 && colon < authority.lastIndexOf("@");
}

function faultOf(location: string): string | null {
  if (CONTROL.test(location)) return "The location contains a control character, such as a line break.";
  const [, scheme, address = ""] = /^([a-z0-9]+):(.*)$/.exec(location) ?? [];
  if (location.startsWith("/")) {
    const hasDots = location.split("/").some((part) => part === "." || part === "..");
    return hasDots ? "The location contains `.` or `..`." : null;
  }
  if (/^(b2|azure|swift)$/.test(scheme ?? ""))
    return `restic takes the keys of \`${scheme}:\` only from its environment, and rdump passes no secret there. Declare the storage as a remote of rclone, and use its name here.`;
  const shape = Object.hasOwn(SHAPES, scheme ?? "") ? SHAPES[scheme ?? ""] : undefined;
  if (shape === undefined) return "The location is neither an absolute path nor an address that rdump supports.";
  if (!shape.test(address)) return `The address behind \`${scheme}:\` is incomplete.`;
  return scheme === "sftp" ? sftpFault(location) : null;
}

const SHAPES: { readonly [scheme: string]: RegExp } = {
  sftp: /^(\/\/[^/]+\/.+|[^/:]+:.+)$/,
  rest: /^https?:\/\/[^/]+\//,
  s3: /^(https?:\/\/)?[^/]+\/[^/]+/,
  gs: /^[^:/]+:\/.*$/,
  rclone: /^[^:/-][^:]*:.*$/,
};

function sftpFault(location: string): string | null {
  const { user, host, port } = sftpOf(location) ?? { user: null, host: "", port: null };
  if (user !== null && !USER.test(user)) return "The user in the location is invalid.";
  if (!HOST.test(host)) return "The host in the location is invalid.";
  return port !== null && !/^[1-9]\d{0,4}$/.test(port) ? "The port in the location is invalid." : null;
}

interface SftpAddress {
  readonly user: string | null;
  readonly host: string;
  readonly port: string | null;
}

/** Null for another kind of location. */
function sftpOf(location: string): SftpAddress | null {
  const url = /^sftp:\/\/(?:([^/]*)@)?(\[[^\]/]*\]|[^/:@]*)(?::([^/]*))?\//.exec(location);
  const [, user = null, host = "", port = null] =
    url ?? /^sftp:(?:([^/:]*)@)?(\[[^\]/]*\]|[^/:@]*):/.exec(location) ?? [];
  return location.startsWith("sftp:") ? { user, host, port } : null;
}

/** The other host that a repository is on; null for a path, or where only the storage knows. */
export function resticHostOf(location: string): string | null {
  const sftp = sftpOf(location);
  if (sftp !== null) return sftp.host === "" ? null : sftp.host.replace(/^\[|\]$/g, "");
  const [, host = null] = /^(?:rest|s3):(?:https?:\/\/)?(?:[^@/]*@)?(\[[^\]/]+\]|[^:/]+)/.exec(location) ?? [];
  return host?.replace(/^\[|\]$/g, "") ?? null;
}
