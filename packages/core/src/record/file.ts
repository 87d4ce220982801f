import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../diagnostics/failure.ts";
import { syncDirectory, writeFileAtomically } from "../io/atomic-file.ts";
import { readRegularBytes } from "../io/regular-file.ts";
import { refuseForeign } from "../io/trust/own-file.ts";
import { passedOver, readHistory, unreadable } from "../journal/read-history.ts";
import { NO_HISTORY } from "../model/history.ts";
import { NO_RECORD, type PointRecord, type RecordLine } from "../model/record.ts";
import { Facts, linesOf } from "./fold.ts";
import { isTornLine, parseRecordLine, RECORD_VERSION } from "./parse-line.ts";

/** Where a state directory keeps the record of points. */
export function recordPath(stateDir: string): string {
  return join(stateDir, "points.jsonl");
}

/** Some 1.5 million points. */
const MOST = 400 * 1024 * 1024;
const LINE_FEED = 0x0a;
/** A longer line is not a line that rdump wrote. */
const LONGEST_LINE = 64 * 1024;
/** The same for the decayed files of a volume, which are all in one line: `MOST_IN_LINE` and the rest of the line. */
const LONGEST_DECAY = 1024 * 1024;

/**
 * What the record says. Without a file there is no record yet, and the results are those of the history that version 0.1
 * wrote. A record that cannot be read is one without facts, with the reason in `history.gap`.
 */
export async function readRecord(stateDir: string): Promise<PointRecord> {
  const path = recordPath(stateDir);
  try {
    const found = await readRegularBytes(path, MOST);
    return "fault" in found ? hidden(path, found.fault) : parseRecord(found.bytes, path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof Failure || code === undefined) throw error;
    return code === "ENOENT" ? beforeRecord(stateDir) : hidden(path, message);
  }
}

/** The results in the history that can still change a decision. */
async function beforeRecord(stateDir: string): Promise<PointRecord> {
  const history = await readHistory(stateDir);
  if (history.gap !== null) return { ...NO_RECORD, history };
  const facts = new Facts();
  for (const result of history.entries) facts.add({ type: "result", result });
  for (const finding of history.findings) facts.add({ type: "finding", finding });
  return { ...facts.record([], history.diagnostics), lines: 0 };
}

function hidden(path: string, why: string): PointRecord {
  return { ...NO_RECORD, history: { ...NO_HISTORY, gap: unreadable(path, why) } };
}

/** Lines that this rdump does not write are kept and reported; a torn one is neither. */
export function parseRecord(content: Buffer, path: string): PointRecord {
  const facts = new Facts();
  const unknown: string[] = [];
  for (const block of blocksOf(content)) {
    for (const line of block.split("\n")) {
      if (line === "") continue;
      const parsed = isTooLong(line) ? null : parseRecordLine(line);
      if (parsed !== null) facts.add(parsed);
      else if (!isTornLine(line)) unknown.push(line);
    }
  }
  return facts.record(unknown, unknown.length === 0 ? [] : [passedOver(path, unknown.length)]);
}

/** Decoding single lines takes twice as long, and a text of the whole file twice the memory. */
const BLOCK = 64 * 1024;

/** The text in blocks of whole lines. */
function* blocksOf(content: Buffer): Generator<string> {
  for (let start = 0; start < content.length; ) {
    const last = content.lastIndexOf(LINE_FEED, start + BLOCK);
    const feed = last < start ? content.indexOf(LINE_FEED, start + BLOCK) : last;
    const end = feed === -1 ? content.length : feed;
    yield content.toString("utf8", start, end);
    start = end + 1;
  }
}

const DECAY = `{"v":${RECORD_VERSION},"type":"decay",`;

function isTooLong(line: string): boolean {
  return line.length > LONGEST_LINE && !(line.length <= LONGEST_DECAY && line.startsWith(DECAY));
}

const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;

/**
 * Adds lines. When it has returned, they survive a power cut. Only the holder of the state directory's lock writes.
 */
export async function appendRecord(stateDir: string, lines: readonly RecordLine[]): Promise<void> {
  if (lines.length === 0) return;
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const path = recordPath(stateDir);
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK, 0o600);
  try {
    await refuseForeign(file, path);
    const { isNew, isTorn } = await endOf(file);
    await file.appendFile(`${isTorn ? "\n" : ""}${lines.map(textOf).join("")}`);
    await file.sync();
    if (isNew) await syncDirectory(stateDir);
  } finally {
    await file.close();
  }
}

/** A power cut can leave the beginning of a line. The next line must not continue it. */
async function endOf(file: FileHandle): Promise<{ readonly isNew: boolean; readonly isTorn: boolean }> {
  const { size } = await file.stat();
  if (size === 0) return { isNew: true, isTorn: false };
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return { isNew: false, isTorn: last[0] !== LINE_FEED };
}

/** Replaces the file by one with the fewest lines: the whole file, or none of it, survives a power cut. */
export async function rewriteRecord(stateDir: string, record: PointRecord): Promise<void> {
  await mkdir(stateDir, { recursive: true, mode: 0o700 });
  const lines = [...linesOf(record).map(textOf), ...record.unknown.map((line) => `${line}\n`)];
  await writeFileAtomically(recordPath(stateDir), lines.join(""), 0o600, { temporary: TEMPORARY });
}

/** One name, so that a killed run leaves one file at most. */
const TEMPORARY = ".points.jsonl.tmp";

function textOf(line: RecordLine): string {
  return `${JSON.stringify({ v: RECORD_VERSION, ...line })}\n`;
}
