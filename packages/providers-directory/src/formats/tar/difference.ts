import { LARGEST_STATE } from "../levels.ts";

const BLOCK = 512;

/** The extended header of an entry. */
type Extended = ReadonlyMap<string, Buffer>;

const NONE: Extended = new Map();

/** An entry, with its size in the archive. */
interface Header {
  readonly type: string;
  readonly size: number;
  readonly name: string;
  readonly link: string;
}

/**
 * Reads an uncompressed archive that is extracted over others, and finds what tar must not do there: it would follow links
 * that the archives before left, rename directories on request, and create temporary ones anywhere.
 *
 * Accepted is only what tar writes for rdump: each entry is in a directory of the same archive, so that a link of this
 * name was replaced before. Of other forms of archives, tar and this reader could have different opinions.
 */
export class DifferenceCheck {
  readonly #isRoot: boolean;
  /** Directories that the archive has, or that the names of their directory have: there, tar removes another file. */
  readonly #directories = new Set<string>();
  /** Names of directories that later entries replaced by something else. */
  readonly #replaced = new Set<string>();
  #remembered = 0;
  #fault: string | null = null;
  #hasEnded = false;
  #skip = 0;
  #need = BLOCK;
  #parts: Buffer[] = [];
  /** The size of the extended header that is being read; null: the next block is a header. */
  #extendedSize: number | null = null;
  #extended: Extended = NONE;

  /** `isRoot`: tar can list each directory, and so removes what an archive does not have any more. */
  constructor(isRoot: boolean) {
    this.#isRoot = isRoot;
  }

  push(chunk: Buffer): void {
    for (let at = 0; at < chunk.length && this.#fault === null; ) {
      if (this.#hasEnded) {
        if (chunk.subarray(at).some((byte) => byte !== 0)) this.#fault = "there is data after its end";
        return;
      }
      const size = Math.min(this.#skip > 0 ? this.#skip : this.#need, chunk.length - at);
      if (this.#skip > 0) this.#skip -= size;
      else this.#collect(chunk.subarray(at, at + size));
      at += size;
    }
  }

  /** After the last chunk: why the archive is refused; null: it is not. */
  end(): string | null {
    return this.#fault ?? (this.#hasEnded ? null : "it has no end");
  }

  #collect(part: Buffer): void {
    this.#parts.push(part);
    this.#need -= part.length;
    if (this.#need > 0) return;
    const whole = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#need = BLOCK;
    if (this.#extendedSize === null) this.#block(whole);
    else this.#records(whole.subarray(0, this.#extendedSize));
  }

  #records(content: Buffer): void {
    this.#extendedSize = null;
    const found = extendedIn(content);
    if (found === null) this.#fault = "an extended header is not valid";
    else this.#extended = found;
  }

  #block(block: Buffer): void {
    if (block.every((byte) => byte === 0)) {
      this.#hasEnded = true;
      return;
    }
    const header = headerIn(block);
    if (header === null) this.#fault = "a header is not valid";
    else if (header.type !== "x") this.#entry(header);
    else if (this.#extended !== NONE || header.size === 0 || header.size > LARGEST_STATE)
      this.#fault = "an extended header is not valid";
    else {
      this.#extendedSize = header.size;
      this.#need = padded(header.size);
    }
  }

  #entry(header: Header): void {
    const extended = this.#extended;
    this.#extended = NONE;
    const size = extended.get("size")?.toString("latin1") ?? String(header.size);
    this.#skip = /^\d{1,15}$/.test(size) ? padded(Number(size)) : Number.NaN;
    const isFile = header.type === "0";
    if (!/^[0-6]$/.test(header.type) || Number.isNaN(this.#skip) || (this.#skip > 0 && !isFile)) {
      this.#fault = "a header is not valid";
      return;
    }
    const sparse = extended.get("GNU.sparse.name");
    const named = extended.get("path")?.toString("latin1") ?? (sparse === undefined ? header.name : null);
    for (const name of [named, sparse?.toString("latin1") ?? null])
      if (name !== null) this.#fault ??= this.#placed(name, header.type, extended.get("GNU.dumpdir"));
    if (header.type === "1") this.#fault ??= this.#linked(extended.get("linkpath")?.toString("latin1") ?? header.link);
  }

  #placed(name: string, type: string, names: Buffer | undefined): string | null {
    const path = pathIn(type === "5" ? name.replace(/\/$/, "") : name);
    if (path === null || (path === "" && type !== "5")) return `an entry has the name ${name}`;
    if (!this.#isInside(path)) return `${name} is in a directory that the archive does not have`;
    if (type === "5") {
      this.#replaced.delete(path);
      this.#remember(path);
      return names === undefined ? null : this.#announced(path, names);
    }
    if (this.#directories.has(path)) this.#replaced.add(path);
    return names === undefined ? null : `${name} is no directory and has names`;
  }

  #linked(name: string): string | null {
    const path = pathIn(name);
    return path !== null && path !== "" && this.#isInside(path) ? null : `an entry is a link to ${name}`;
  }

  /** The names of a directory, each after a letter: it is in the archive, was not changed, or is a directory. */
  #announced(directory: string, names: Buffer): string | null {
    for (let at = 0; at < names.length; ) {
      const end = names.indexOf(0, at);
      const record = names.subarray(at, end < 0 ? names.length : end).toString("latin1");
      at = end < 0 ? names.length : end + 1;
      if (record === "") return at === names.length ? null : "the names of a directory are not valid";
      if (!/^[YND]/.test(record)) return `a directory has the record ${record}`;
      if (record.startsWith("D") && this.#isRoot)
        this.#remember(directory === "" ? record.slice(1) : `${directory}/${record.slice(1)}`);
    }
    return null;
  }

  #remember(path: string): void {
    if (this.#directories.has(path)) return;
    this.#directories.add(path);
    this.#remembered += path.length;
    if (this.#remembered > LARGEST_STATE) this.#fault ??= "it has too many directories";
  }

  /** No link can be followed on the way to the path. */
  #isInside(path: string): boolean {
    const end = path.lastIndexOf("/");
    if (end < 0) return true;
    if (!this.#directories.has(path.slice(0, end))) return false;
    if (this.#replaced.size === 0) return true;
    for (let at = end; at > 0; at = path.lastIndexOf("/", at - 1)) {
      if (this.#replaced.has(path.slice(0, at))) return false;
    }
    return true;
  }
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

/** Below the root of the volume; empty: the root. Null for a name that tar does not write for `.`. */
function pathIn(name: string): string | null {
  if (name === ".") return "";
  const path = name.startsWith("./") ? name.slice(2) : "";
  const isPlain = path.split("/").every((each) => each !== "" && each !== "." && each !== "..");
  return isPlain && !path.includes("\0") ? path : null;
}

const CHECKSUM = { from: 148, to: 156 };

/** Null for anything that `--format=posix` does not write. */
function headerIn(block: Buffer): Header | null {
  const text = (from: number, to: number) => {
    const end = block.subarray(from, to).indexOf(0);
    return block.subarray(from, end < 0 ? to : from + end).toString("latin1");
  };
  const number = (from: number, to: number) => {
    const digits = /^ *([0-7]*) *$/.exec(text(from, to))?.[1];
    return digits === undefined ? Number.NaN : Number.parseInt(`0${digits}`, 8);
  };
  let sum = 0;
  for (let index = 0; index < BLOCK; index++)
    sum += index >= CHECKSUM.from && index < CHECKSUM.to ? " ".charCodeAt(0) : (block[index] ?? 0);
  const isPosix = block.subarray(257, 265).toString("latin1") === "ustar\x0000" && block[345] === 0;
  const size = number(124, 136);
  if (!isPosix || Number.isNaN(size) || number(CHECKSUM.from, CHECKSUM.to) !== sum) return null;
  return { type: text(156, 157), size, name: text(0, 100), link: text(157, 257) };
}

/** `LENGTH KEY=VALUE` lines, whose values can have any bytes. Null if they are not valid, or a key is there twice. */
function extendedIn(content: Buffer): Extended | null {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < content.length; ) {
    const digits = /^(\d{1,10}) /.exec(content.subarray(at, at + 12).toString("latin1"))?.[1];
    const end = at + Number(digits ?? Number.NaN);
    const begin = at + (digits?.length ?? 0) + 1;
    const equals = content.indexOf("=", begin);
    if (!(end <= content.length) || equals < begin || equals >= end || content[end - 1] !== "\n".charCodeAt(0))
      return null;
    const key = content.subarray(begin, equals).toString("latin1");
    if (found.has(key)) return null;
    found.set(key, content.subarray(equals + 1, end - 1));
    at = end;
  }
  return found;
}
