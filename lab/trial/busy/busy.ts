import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Archiver } from "../archivers/archiver.ts";
import { type Measured, measure } from "../run/measure.ts";
import { type Course, placesOf } from "../run/trial.ts";
import { PAGE, wasEver } from "./pages.ts";

/** What became of a file that changed while it was read. */
export interface BusyResult {
  /** The exit status, or a message with the name of the file. */
  readonly reported: boolean;
  readonly content: "a state of the file" | "never a state of the file" | "missing";
}

const NAME = "busy.raw";
/** Pages that are written at once. */
const BLOCK = 16;

/** Each archiver keeps a tree with one file that changes all the time. */
export async function runBusy(course: Course, small: boolean): Promise<ReadonlyMap<string, BusyResult>> {
  const pages = small ? 1024 : 32_768;
  writeFileSync(join(course.source.root, NAME), Buffer.alloc(pages * PAGE));
  const results = new Map<string, BusyResult>();
  for (const archiver of course.archivers) results.set(archiver.name, await busyResult(course, archiver, pages));
  return results;
}

async function busyResult(course: Course, archiver: Archiver, pages: number): Promise<BusyResult> {
  const places = placesOf(course, archiver);
  mkdirSync(places.store, { recursive: true });
  mkdirSync(places.state);
  await measure(archiver.prepare(places));
  const kept = await whileWriting(join(course.source.root, NAME), pages, () => measure(archiver.keep(places, 0)));
  const into = join(course.scratch, "busy");
  mkdirSync(into);
  await measure(archiver.restore(places, 0, into, 0));
  const restored = join(into, NAME);
  const content = existsSync(restored) ? readFileSync(restored) : null;
  await measure([{ argv: ["rm", "-rf", "--", into] }]);
  course.say(`busy, ${archiver.name}: exit status ${kept.status}`);
  const reported = kept.status !== 0 || kept.said.includes(NAME);
  if (content === null) return { reported, content: "missing" };
  return { reported, content: wasEver(content, pages) ? "a state of the file" : "never a state of the file" };
}

/** Rewrites the file from its start to its end, again and again: each page has the number of its round. */
async function whileWriting(path: string, pages: number, action: () => Promise<Measured>): Promise<Measured> {
  const file = await open(path, "r+");
  let isOver = false;
  const writing = (async () => {
    for (let round = 1; !isOver; round++) {
      const block = Buffer.alloc(BLOCK * PAGE);
      for (let page = 0; page < BLOCK; page++) block.writeUInt32LE(round, page * PAGE);
      for (let at = 0; at < pages * PAGE && !isOver; at += block.length) await file.write(block, 0, block.length, at);
    }
  })();
  try {
    return await action();
  } finally {
    isOver = true;
    await writing;
    await file.close();
  }
}
