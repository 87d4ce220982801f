import type { BigIntStats } from "node:fs";
import { readlink } from "node:fs/promises";
import { resolve } from "node:path";
import { visible } from "../diagnostics/visible.ts";
import { type Callers, ownCallers } from "./callers.ts";
import { OpenPath } from "./open-path.ts";
import { LINK_REFUSED, Untrusted } from "./untrusted.ts";
import { mountOf, ownerOfMount } from "./users-mount.ts";

/** As the kernel has it. */
const MOST_LINKS = 40;

/** The object at a path. The caller closes it. */
export interface Descended {
  readonly handle: OpenPath;
  /** As they were when it was opened. */
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
    walk.close();
    throw error instanceof Untrusted ? error : aboutPath(error, whole);
  }
}

class Walk {
  readonly #callers: Callers;
  readonly #asked: string;
  #names: string[];
  #at: Place | null = null;
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
    await this.#begin();
    for (let name = this.#names.shift(); name !== undefined; name = this.#names.shift()) {
      await this.#step(name, this.#names.length === 0 ? end : "directory");
    }
    const { handle, facts } = this.#here;
    if (end === "directory" && !facts.isDirectory()) throw systemError("ENOTDIR", "not a directory", this.#asked);
    this.#at = null;
    return { handle, facts, path: handle.path, real: `/${this.#real.join("/")}` };
  }

  close(): void {
    this.#at?.handle.close();
    this.#at = null;
  }

  async #begin(): Promise<void> {
    const handle = await OpenPath.at("/", true);
    try {
      this.#move({ handle, facts: await handle.stat() }, []);
    } catch (error) {
      handle.close();
      throw error;
    }
  }

  async #step(name: string, end: End): Promise<void> {
    this.#exposed ??= whyExposed(this.#here.facts, `/${this.#real.join("/")}`, this.#callers);
    const place = `${this.#here.handle.path}/${name}`;
    const next = await openStep(place, end);
    try {
      this.#refuseUsersMount(next);
      const facts = await next.stat();
      if (facts.isSymbolicLink() && end !== "link") {
        await this.#follow(place, name);
        next.close();
        return;
      }
      if (this.#names.length > 0 && !facts.isDirectory()) throw systemError("ENOTDIR", "not a directory", this.#asked);
      this.#move({ handle: next, facts }, name === ".." ? this.#real.slice(0, -1) : [...this.#real, name]);
    } catch (error) {
      next.close();
      throw error;
    }
  }

  /** Checked before any query of the file system. Without `allow_other`, the kernel returns EACCES too. */
  #refuseUsersMount({ fd }: OpenPath): void {
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
    if (target.startsWith("/")) await this.#begin();
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

  get #here(): Place {
    if (this.#at === null) throw new Error("the walk is over");
    return this.#at;
  }

  #move(next: Place, real: readonly string[]): void {
    this.#at?.handle.close();
    this.#at = next;
    this.#real = [...real];
  }
}

type Place = Pick<Descended, "handle" | "facts">;

/** As a directory where one is wanted, which makes an automounter mount it; else as what it is, links too. */
async function openStep(place: string, end: End): Promise<OpenPath> {
  if (end === "directory") {
    try {
      return await OpenPath.at(place, true);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
    }
  }
  return OpenPath.at(place);
}

/** The other users who can replace entries of a directory, as the beginning of a sentence; null: no other user. */
export function whyExposed({ uid, mode }: BigIntStats, directory: string, callers: Callers): string | null {
  if (!callers.has(Number(uid))) return `User ${uid} owns ${visible(directory)}`;
  if ((mode & 0o002n) !== 0n) return `Every user can write to ${visible(directory)}`;
  return (mode & 0o020n) !== 0n ? `A group can write to ${visible(directory)}` : null;
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
