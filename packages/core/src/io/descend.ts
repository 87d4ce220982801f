import { type BigIntStats, constants } from "node:fs";
import { type FileHandle, open, readlink } from "node:fs/promises";
import { resolve } from "node:path";
import { visible } from "../diagnostics/visible.ts";
import { type Callers, ownCallers } from "./callers.ts";
import { LINK_REFUSED, Untrusted } from "./untrusted.ts";
import { mountOf, ownerOfMount } from "./users-mount.ts";

/** open(2): names a file without opening it, so that neither a FIFO nor a device notices. Node does not list it. */
const O_PATH = 0o10000000;
const { O_NOFOLLOW, O_DIRECTORY } = constants;
/** As the kernel has it. */
const MOST_LINKS = 40;

/** The object at a path, opened by `O_PATH`. The caller closes it. */
export interface Descended {
  readonly handle: FileHandle;
  readonly facts: BigIntStats;
  /** A path to the open object, valid even if names above it change. */
  readonly path: string;
  /** Its path without links, as it was walked. */
  readonly real: string;
}

/** The allowed object at the end: the link itself, the target of a link, or a directory. */
export type End = "link" | "any" | "directory";

/**
 * Opens a path from the root down, each name in the open directory before it. Links are followed as long as only root
 * and the callers can replace them; below the first directory that another user owns or can write to, sticky or not, a
 * link is refused.
 *
 * @throws Untrusted with `LINK_REFUSED`; else the system's error, about the path as it was asked for
 */
export async function descend(path: string, end: End, callers: Callers = ownCallers()): Promise<Descended> {
  const whole = resolve(path);
  const walk = new Walk(whole, callers);
  try {
    return await walk.to(end);
  } catch (error) {
    await walk.close();
    throw error instanceof Untrusted ? error : aboutPath(error, whole);
  }
}

class Walk {
  readonly #callers: Callers;
  readonly #asked: string;
  #names: string[];
  #at: FileHandle | null = null;
  #real: string[] = [];
  #links = 0;
  /** The current position. */
  #mount = "";
  /** Why another user can replace the next name; null: no other user can. */
  #exposed: string | null = null;

  constructor(path: string, callers: Callers) {
    this.#callers = callers;
    this.#asked = path;
    this.#names = namesIn(path);
  }

  async to(end: End): Promise<Descended> {
    await this.#move(await open("/", O_PATH | O_DIRECTORY), []);
    for (let name = this.#names.shift(); name !== undefined; name = this.#names.shift()) {
      await this.#step(name, this.#names.length === 0 ? end : "directory");
    }
    const handle = this.#here;
    const facts = await handle.stat({ bigint: true });
    if (end === "directory" && !facts.isDirectory()) throw systemError("ENOTDIR", "not a directory", this.#asked);
    this.#at = null;
    return { handle, facts, path: pathOf(handle), real: `/${this.#real.join("/")}` };
  }

  async close(): Promise<void> {
    await this.#at?.close();
    this.#at = null;
  }

  async #step(name: string, end: End): Promise<void> {
    this.#exposed ??= whyExposed(await this.#here.stat({ bigint: true }), `/${this.#real.join("/")}`, this.#callers);
    const place = `${pathOf(this.#here)}/${name}`;
    const next = await openStep(place, end);
    try {
      this.#refuseUsersMount(next);
      const facts = await next.stat({ bigint: true });
      if (facts.isSymbolicLink() && end !== "link") {
        await this.#follow(place, name);
        await next.close();
        return;
      }
      if (this.#names.length > 0 && !facts.isDirectory()) throw systemError("ENOTDIR", "not a directory", this.#asked);
      await this.#move(next, name === ".." ? this.#real.slice(0, -1) : [...this.#real, name]);
    } catch (error) {
      await next.close().catch(() => {});
      throw error;
    }
  }

  /** Checked before any query of the file system. Without `allow_other`, the kernel returns EACCES too. */
  #refuseUsersMount({ fd }: FileHandle): void {
    const mount = mountOf(fd);
    if (mount === this.#mount) return;
    const owner = ownerOfMount(mount, this.#callers);
    if (owner !== null) throw systemError("EACCES", `user ${owner} mounted a file system there`, this.#asked);
    this.#mount = mount;
  }

  async #follow(place: string, name: string): Promise<void> {
    if (this.#exposed !== null) throw await this.#refused(place, name);
    // Only root and the callers can have changed the link since it was opened, so its target is read by name.
    const target = await readlink(place);
    if (++this.#links > MOST_LINKS) throw systemError("ELOOP", "too many symbolic links encountered", this.#asked);
    if (target.startsWith("/")) await this.#move(await open("/", O_PATH | O_DIRECTORY), []);
    this.#names.unshift(...namesIn(target));
  }

  async #refused(place: string, name: string): Promise<Untrusted> {
    const target = await readlink(place).catch(() => null);
    const leads = target === null ? "" : ` to ${visible(target)}`;
    const link = visible(`/${[...this.#real, name].join("/")}`);
    return new Untrusted(
      LINK_REFUSED,
      `${link} is a symbolic link${leads}. ${this.#exposed} and can replace the link.`,
    );
  }

  get #here(): FileHandle {
    if (this.#at === null) throw new Error("the walk is over");
    return this.#at;
  }

  async #move(next: FileHandle, real: readonly string[]): Promise<void> {
    const before = this.#at;
    this.#at = next;
    this.#real = [...real];
    await before?.close();
  }
}

/** As a directory where one is wanted, which makes an automounter mount it; else as what it is, links too. */
async function openStep(place: string, end: End): Promise<FileHandle> {
  if (end === "directory") {
    try {
      return await open(place, O_PATH | O_NOFOLLOW | O_DIRECTORY);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    }
  }
  return open(place, O_PATH | O_NOFOLLOW);
}

/** The other users who can replace entries of a directory, as the beginning of a sentence; null: no other user. */
export function whyExposed({ uid, mode }: BigIntStats, directory: string, callers: Callers): string | null {
  if (!callers.has(Number(uid))) return `User ${uid} owns ${visible(directory)}`;
  if ((mode & 0o002n) !== 0n) return `Every user can write to ${visible(directory)}`;
  return (mode & 0o020n) !== 0n ? `A group can write to ${visible(directory)}` : null;
}

function pathOf({ fd }: Pick<FileHandle, "fd">): string {
  return `/proc/self/fd/${fd}`;
}

function namesIn(path: string): string[] {
  return path.split("/").filter((name) => name !== "" && name !== ".");
}

function systemError(code: string, words: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${words}, open '${path}'`), { code, path });
}

/** The message of the system has the descriptor number, which does not help the user. */
export function aboutPath(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  error.message = error.message.replace(/'\/proc\/self\/fd\/[^']*'/, `'${path}'`);
  return Object.assign(error, { path });
}
