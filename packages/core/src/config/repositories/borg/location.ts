import type { Cursor } from "../../cursor.ts";
import { HOST, USER } from "../../read/host.ts";
import { CONTROL } from "../../read/path.ts";
import type { Report } from "../../report.ts";
import { BORG_CONFIG } from "./codes.ts";

const EXAMPLES = "Write a path (`/mnt/backup/borg`), `ssh://user@host/path`, or `user@host:path`.";

/** Where a borg repository is. Messages never repeat it: what is wrong with it may be a password. */
export function readLocation(cursor: Cursor, report: Report): string {
  const location = cursor.text();
  if (location === null || location === "") return "";
  if (location.length > LONGEST) {
    report.addOf(
      BORG_CONFIG,
      "config-bad-location",
      cursor.span,
      `The location is longer than ${LONGEST} characters. ${EXAMPLES}`,
    );
    return "";
  }
  const authority = authorityOf(location);
  if (authority !== null && hasPassword(authority)) {
    const detail =
      "The location contains a password. Every reader of this file and every user of this machine can read it. Remove the password, change it, and use an ssh key.";
    report.add("config-secret-in-text", cursor.span, detail);
    return "";
  }
  const fault = locationFault(location, authority);
  if (fault !== null) report.addOf(BORG_CONFIG, "config-bad-location", cursor.span, `${fault} ${EXAMPLES}`);
  return location;
}

/** A path of Linux has at most this many bytes; no host takes a longer one. */
const LONGEST = 4095;

function hasPassword(authority: string): boolean {
  const colon = authority.indexOf(":");
  return colon >= 0 && colon < authority.lastIndexOf("@");
}

/** `user@host` and port of a remote location; null for a path. */
function authorityOf(location: string): string | null {
  const url = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([^/]*)/.exec(location);
  if (url !== null) return url[1] ?? "";
  if (location.startsWith("/")) return null;
  const at = location.lastIndexOf("@", location.indexOf("/") < 0 ? location.length : location.indexOf("/"));
  const colon = location.indexOf(":", at < 0 ? 0 : at);
  return colon < 0 ? null : location.slice(0, colon);
}

function locationFault(location: string, authority: string | null): string | null {
  if (CONTROL.test(location)) return "The location contains a control character, such as a line break.";
  if (location.replace(/\[[^\]]*\]/, "").includes("::"))
    return "The location contains `::`, which borg uses before the name of an archive.";
  if (/[{}]/.test(location)) return "The location contains a brace, which borg would take for a placeholder.";
  if (authority === null) return pathFault(location);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(location) && !location.startsWith("ssh://"))
    return "The only supported scheme is `ssh://`.";
  const rest = location.slice(
    location.startsWith("ssh://") ? "ssh://".length + authority.length : authority.length + 1,
  );
  if (rest === "" || rest === "/") return "The location has a host and no directory.";
  return authorityFault(authority);
}

function pathFault(location: string): string | null {
  if (!location.startsWith("/")) return "The location is neither an absolute path nor a path on a host.";
  return location.split("/").some((part) => part === "." || part === "..")
    ? "The location contains `.` or `..`."
    : null;
}

function authorityFault(authority: string): string | null {
  const at = authority.lastIndexOf("@");
  if (at >= 0 && !USER.test(authority.slice(0, at))) return "The user in the location is invalid.";
  const [, host, port] = /^(\[.*\]|[^:]*)(?::(.*))?$/.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined || !HOST.test(host)) return "The host in the location is invalid.";
  return port !== undefined && !/^[1-9]\d{0,4}$/.test(port) ? "The port in the location is invalid." : null;
}

/** `compression` as borg's `--compression` takes it. */
const PLAIN = String.raw`(none|lz4|zstd(,([1-9]|1\d|2[0-2]))?|zlib(,\d)?|lzma(,\d)?)`;
const COMPRESSION = new RegExp(`^(obfuscate,\\d{1,3},)?(auto,)?${PLAIN}$`);

export function readCompression(cursor: Cursor, otherwise: string, report: Report): string {
  const compression = cursor.text();
  if (compression === null) return otherwise;
  if (!COMPRESSION.test(compression)) {
    const detail =
      "borg accepts `none`, `lz4`, `zstd` (1 to 22), `zlib` or `lzma` (0 to 9) with an optional level, for example `zstd,6`, and with an optional `auto,` before it, for example `auto,zstd,10`.";
    report.addOf(BORG_CONFIG, "config-bad-compression", cursor.span, detail);
  }
  return compression;
}

/**
 * The command of borg on the remote host. A shell reads it there, so only characters without a meaning for shells are
 * allowed.
 */
export function readRemotePath(cursor: Cursor, report: Report): string | null {
  const path = cursor.text();
  if (path === null) return null;
  if (!/^[A-Za-z0-9_./][A-Za-z0-9_./+@:=-]*( [A-Za-z0-9_./+@:=-]+)*$/.test(path)) {
    const detail =
      "A shell on the remote host runs this text. Write a command or a path of letters, digits, `_`, `.`, `/`, `+`, `-`, with single spaces between words.";
    report.addOf(BORG_CONFIG, "config-bad-remote-path", cursor.span, detail);
  }
  return path;
}

/** The host of a remote location, without user and port; null for a path. */
export function hostOf(location: string): string | null {
  if (location.startsWith("/")) return null;
  const found = /^(?:ssh:\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(location);
  return found?.[1]?.replace(/^\[|\]$/g, "") ?? null;
}
