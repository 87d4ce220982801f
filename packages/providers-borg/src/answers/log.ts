import { countOf, type Fields, isObject, type Progress, parseJson, textOf } from "@rdump/core/provider";

/** One line of `--log-json`. */
export type LogEntry =
  | {
      readonly kind: "message";
      readonly level: "info" | "warning" | "error";
      /** The message id of borg, `Repository.DoesNotExist`; empty without one. */
      readonly id: string;
      readonly text: string;
    }
  /** The status of a file: `C` changed while it was read, `E` not read. */
  | { readonly kind: "file"; readonly status: string; readonly path: string }
  | { readonly kind: "question"; readonly id: string; readonly text: string }
  | { readonly kind: "progress"; readonly progress: Progress };

/**
 * Null for lines without information, such as the end of a progress. A line that is not JSON is the text of an error.
 */
export function parseLogLine(line: Buffer): LogEntry | null {
  const text = line.toString("utf8");
  // A prompt for a passphrase has no line end, so the next message of borg follows on the same line.
  const parsed = parseJson(text) ?? parseJson(text.slice(Math.max(0, text.indexOf('{"type": "log_message"'))));
  if (isObject(parsed)) return entryOf(parsed);
  return text.trim() === "" ? null : { kind: "message", level: "error", id: "", text };
}

export function parseLog(stderr: Buffer): readonly LogEntry[] {
  const entries: LogEntry[] = [];
  for (let start = 0; start < stderr.length; ) {
    const found = stderr.indexOf(0x0a, start);
    const end = found < 0 ? stderr.length : found;
    const entry = parseLogLine(stderr.subarray(start, end));
    if (entry !== null) entries.push(entry);
    start = end + 1;
  }
  return entries;
}

function entryOf(fields: Fields): LogEntry | null {
  const text = textOf(fields.message);
  const id = textOf(fields.msgid);
  switch (fields.type) {
    case "log_message": {
      const level = LEVELS[textOf(fields.levelname)] ?? "info";
      return { kind: "message", level, id, text };
    }
    case "file_status":
      return { kind: "file", status: textOf(fields.status), path: textOf(fields.path) };
    case "question_prompt":
      return { kind: "question", id, text };
    case "archive_progress":
      return fields.finished === true ? null : { kind: "progress", progress: progressOf(fields) };
    case "progress_percent":
      return percentOf(fields, text);
    default:
      return null;
  }
}

const LEVELS: { readonly [name: string]: "warning" | "error" } = {
  WARNING: "warning",
  ERROR: "error",
  CRITICAL: "error",
};

/** `Remote: Checking segments 10.0%` is a stage with its progress. */
function percentOf({ current, total, msgid, info }: Fields, text: string): LogEntry | null {
  const [done, all] = [countOf(current), countOf(total)];
  if (done === undefined || all === undefined || all === 0) return null;
  if (textOf(msgid) === "extract") {
    const [path] = Array.isArray(info) ? info : [];
    return {
      kind: "progress",
      progress: { bytes: done, totalBytes: all, ...(typeof path === "string" ? { current: path } : {}) },
    };
  }
  const stage = text.replace(/^Remote: /, "").replace(/\s+[\d.]+%.*$/s, "");
  return { kind: "progress", progress: { part: Math.min(1, done / all), current: stage } };
}

function progressOf(fields: Fields): Progress {
  const bytes = countOf(fields.original_size);
  const files = countOf(fields.nfiles);
  return {
    ...(bytes === undefined ? {} : { bytes }),
    ...(files === undefined ? {} : { files }),
    ...(typeof fields.path === "string" ? { current: fields.path } : {}),
  };
}
