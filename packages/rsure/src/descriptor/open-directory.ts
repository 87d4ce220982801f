import { closeSync, fstatSync, lstatSync, openSync, readlinkSync } from "node:fs";
import { SureError, systemCode } from "../errors.ts";
import { type ByteString, bytesOfBuffer } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import { DIRECTORY, startingPoint, within } from "./path.ts";

/** As many links as the kernel follows in one path. */
const MOST_LINKS = 40;

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/** The effective user: who owns what this process makes. */
export const caller = (): number => process.geteuid?.() ?? 0;

const components = (path: ByteString): ByteString[] => path.split("/").filter((name) => name !== "" && name !== ".");

/**
 * Opens a directory component by component. Links are followed if only root and the caller can have made them: after
 * the first component that another user can replace, a link is refused. A directory is never refused.
 *
 * @returns a descriptor that needs no permission to list; the caller closes it
 * @throws SureError `untrusted` for such a link; the system's error
 */
export function openDirectory(path: ByteString): number {
  let fd = openSync(path.startsWith("/") ? "/" : startingPoint(), DIRECTORY);
  const rest = components(path);
  let isReplaceable = false;
  let links = 0;
  const enter = (next: number): void => {
    closeSync(fd);
    fd = next;
  };
  try {
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      isReplaceable ||= canOthersReplace(fd, name);
      const next = openUnlessLink(fd, name);
      if (typeof next === "number") enter(next);
      else {
        if (isReplaceable) throw refusal(path, name);
        if (++links > MOST_LINKS)
          throw new SureError("missing", `${quoted(path)} leads through too many symbolic links`);
        rest.unshift(...components(next.target));
        if (next.target.startsWith("/")) enter(openSync("/", DIRECTORY));
      }
    }
    return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Opens a directory for as long as `use` takes. */
export function inDirectory<T>(path: ByteString, use: (fd: number) => T): T {
  const fd = openDirectory(path);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}

const quoted = (path: ByteString): string => JSON.stringify(escapeName(path));

function refusal(path: ByteString, name: ByteString): SureError {
  const words = "is a symbolic link that another user can replace: use the real path of the directory";
  return new SureError("untrusted", `${quoted(name)} in ${quoted(path)} ${words}`);
}

function openUnlessLink(fd: number, name: ByteString): number | { readonly target: ByteString } {
  const path = within(fd, name);
  try {
    return openSync(path, DIRECTORY);
  } catch (error) {
    // Linux says ENOTDIR of a link that must be a directory and not be followed.
    if (systemCode(error) !== "ENOTDIR" && systemCode(error) !== "ELOOP") throw error;
    if (!lstatSync(path).isSymbolicLink()) throw error;
    return { target: bytesOfBuffer(readlinkSync(path, "buffer")) };
  }
}

/** Whether a user other than root and the caller can replace an entry. */
function canOthersReplace(fd: number, name: ByteString): boolean {
  const { uid, mode } = fstatSync(fd);
  if (isOthers(uid)) return true;
  if ((mode & WRITABLE_BY_OTHERS) === 0) return false;
  if ((mode & STICKY) === 0) return true;
  const entry = lstatSync(within(fd, name), { throwIfNoEntry: false });
  return entry === undefined || isOthers(entry.uid);
}

/** Whether a user is neither root nor the caller. */
export const isOthers = (uid: number): boolean => uid !== 0 && uid !== caller();
