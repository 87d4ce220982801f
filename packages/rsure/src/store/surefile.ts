import { close, open } from "node:fs";
import { promisify } from "node:util";
import { corrupt, SureError, systemCode } from "../errors.ts";
import { fsPath } from "../format/bytes.ts";
import { escapeName } from "../format/escape.ts";
import { type Header, parseHeader } from "../format/header.ts";
import { wholeLines } from "../weave/chunks.ts";
import { decompressed } from "./decompress.ts";
import type { Place } from "./place.ts";

const openFile = promisify(open);
const closeFile = promisify(close);

/**
 * A surefile that is open for reading. It stays the same file, however often it is read and whatever takes its name
 * meanwhile.
 */
export interface Surefile {
  readonly header: Header;
  readonly fd: number;
  /** The weave behind the header, in buffers of whole lines. Each call reads the file anew. */
  body(): AsyncGenerator<Buffer, void>;
  close(): Promise<void>;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * @throws SureError `missing` when there is no such file, `corrupt` when its header cannot be read. Damage further on
 *   shows when the body is read.
 */
export async function openSurefile(place: Place): Promise<Surefile> {
  const fd = await openFile(fsPath(place.file), "r").catch((error: unknown) => {
    if (systemCode(error) !== "ENOENT") throw error;
    throw new SureError("missing", `there is no surefile ${JSON.stringify(escapeName(place.file))}`, { cause: error });
  });
  try {
    return { header: await readHeader(fd, place), fd, body: () => readBody(fd, place), close: () => closeFile(fd) };
  } catch (error) {
    await closeFile(fd);
    throw error;
  }
}

async function readHeader(fd: number, place: Place): Promise<Header> {
  const { first, close } = await wholeLines(decompressed(fd, place.compression));
  await close();
  let text: string;
  try {
    text = utf8.decode(first);
  } catch (error) {
    throw corrupt("the surefile's header is not UTF-8", error);
  }
  return parseHeader(text);
}

async function* readBody(fd: number, place: Place): AsyncGenerator<Buffer, void> {
  const { rest } = await wholeLines(decompressed(fd, place.compression));
  yield* rest;
}
