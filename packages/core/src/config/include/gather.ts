import { normalize } from "node:path";
import { Failure } from "../../diagnostics/failure.ts";
import { CONFIG } from "../codes/index.ts";
import { type Open, openAny, readRegular } from "../find.ts";
import { LARGEST } from "../parse/decode.ts";
import { parse } from "../parse/index.ts";
import type { Includes } from "./assemble.ts";
import { includedName, includesOf, MOST_FILES } from "./name.ts";

/** Reads the files that a config includes, and those that they include. A file that cannot be read is a `Failure`. */
export async function readIncludes(
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  cwd: string,
  open: Open = openAny,
): Promise<Includes> {
  const read = new Map<string, Uint8Array | Failure>();
  const queue = [{ path, bytes }];
  let left = LARGEST - bytes.length;
  for (const { path: from, bytes: content } of queue) {
    for (const entry of includesOf(parse(content, from).tree)) {
      const name = includedName(from, entry);
      if (read.has(name) || name === normalize(path)) continue;
      if (read.size >= MOST_FILES) return read;
      const found = await readOne(name, { cwd, open, left });
      read.set(name, found);
      if (found instanceof Failure) continue;
      left -= found.length;
      queue.push({ path: name, bytes: found });
    }
  }
  return read;
}

async function readOne(
  name: string,
  { cwd, open, left }: { readonly cwd: string; readonly open: Open; readonly left: number },
): Promise<Uint8Array | Failure> {
  try {
    const bytes = await readRegular(name, cwd, { open, advice: "Correct the path. It is relative to this file." });
    if (bytes.length <= left) return bytes;
    return CONFIG.failure("config-too-large", `With ${name}, the config has more than ${LARGEST} bytes (1 MiB).`);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
