import { existsSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Where the C library looks: tzset(3). */
const PLACES = { localtime: "/etc/localtime", zoneinfo: "/usr/share/zoneinfo" };

/** The kernel follows at most 40 links: path_resolution(7). */
const MOST_LINKS = 40;

/**
 * The time zone that the C library would use for this value of `TZ` (tzset(3)), as a name of the IANA database; for a
 * zone that has no such name the value itself, which the config then refuses. Node is not asked: its answer is undefined
 * for many of these values, and a guess for others: it ignores the case of letters, and the C library uses UTC if no file
 * has exactly this name. Such a value gets a colon at its beginning, which no config accepts. POSIX rules (`UTC+3`, which is west of UTC; `MEZ`, which is UTC) are
 * not resolved, because few people mean what they say.
 */
export function machineZone(tz: string | undefined, places = PLACES): string {
  if (tz === undefined) return zoneOfFile(places.localtime, places.zoneinfo) ?? unnamed(places.localtime);
  const text = tz.replace(/^:/, "");
  if (text === "" || /^(UTC|GMT)[+-]?0$/.test(text) || plain(text) === "UTC") return "UTC";
  if (text.startsWith("/")) return zoneOfFile(text, places.zoneinfo) ?? text;
  if (isZone(text) && isInstalled(text, places.zoneinfo)) return text;
  const found = text.split("/").includes("..") ? null : zoneOfFile(join(places.zoneinfo, text), places.zoneinfo);
  return found ?? (isKnown(text) ? `:${text}` : text);
}

/** Zones such as `EST5EDT` are rules too. A machine without the database has only the zones of Node. */
function isInstalled(name: string, zoneinfo: string): boolean {
  return /^[A-Z]{3}\d[A-Z]{3}$/.test(name) || existsSync(join(zoneinfo, name)) || !existsSync(zoneinfo);
}

/** The C library uses UTC without the file. */
function unnamed(localtime: string): string {
  return statSync(localtime, { throwIfNoEntry: false }) === undefined ? "UTC" : localtime;
}

/** The first name in the database to which the links at the path lead. For a copy, the zone with the same content. */
function zoneOfFile(path: string, zoneinfo: string): string | null {
  let at = resolve(path);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const name = nameIn(zoneinfo, at) ?? nameIn("/usr/share/zoneinfo", at);
    if (name !== null) return name;
    try {
      at = resolve(dirname(at), readlinkSync(at));
    } catch {
      return zoneOfCopy(at, zoneinfo);
    }
  }
  return null;
}

function nameIn(zoneinfo: string, path: string): string | null {
  if (!path.startsWith(`${zoneinfo}/`)) return null;
  const name = path.slice(zoneinfo.length + 1).replace(/^posix\//, "");
  return isZone(name) && isInstalled(name, zoneinfo) ? plain(name) : null;
}

function zoneOfCopy(path: string, zoneinfo: string): string | null {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > 1 << 20) return null;
  const content = readFileSync(path);
  const same = Intl.supportedValuesOf("timeZone")
    .concat("UTC")
    .filter((name) => {
      const file = join(zoneinfo, name);
      return statSync(file, { throwIfNoEntry: false })?.size === size && readFileSync(file).equals(content);
    });
  return same[0] ?? null;
}

/** Spelled exactly: file names are case-sensitive. */
function isZone(name: string): boolean {
  return /^[A-Z]/.test(name) && isKnown(name);
}

/** In any case of letters. */
function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function plain(name: string): string {
  return /^(Etc\/)?(UTC|UCT|Universal|Zulu)$/.test(name) ? "UTC" : name;
}
