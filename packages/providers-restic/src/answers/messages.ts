import { countOf, fieldsOf, type Moved, type Progress, parseJson, textOf } from "@rdump/core/provider";

/** One line that `restic backup --json` prints. */
export type Message =
  | { readonly kind: "progress"; readonly progress: Progress }
  /** `id`: of the snapshot, or its first digits. */
  | { readonly kind: "summary"; readonly moved: Moved; readonly id: string | null }
  /** A path that was not read: relative to the source, or absolute. restic 0.14 does not always say why. */
  | { readonly kind: "unread"; readonly item: string; readonly why: string; readonly during: string }
  | { readonly kind: "text"; readonly text: string };

/** Null for lines without information. A line that is not JSON is a text. */
export function parseMessage(line: Buffer): Message | null {
  const text = line.toString("utf8").trim();
  const fields = fieldsOf(parseJson(text));
  switch (fields.message_type) {
    case "status":
      return { kind: "progress", progress: progressOf(fields) };
    case "summary":
      return { kind: "summary", moved: movedOf(fields), id: idOf(fields) };
    case "error": {
      const { message, Err } = fieldsOf(fields.error);
      const why = textOf(message) || (typeof Err === "number" ? (ERRORS[Err] ?? `error ${Err}`) : "");
      return { kind: "unread", item: textOf(fields.item), why, during: textOf(fields.during) };
    }
    case "exit_error":
      return { kind: "text", text: textOf(fields.message) };
    default:
      return text === "" ? null : { kind: "text", text };
  }
}

export function parseMessages(output: Buffer): readonly Message[] {
  return output
    .toString("latin1")
    .split("\n")
    .flatMap((line) => parseMessage(Buffer.from(line, "latin1")) ?? []);
}

/** restic 0.14 prints the number of an error. */
const ERRORS: { readonly [errno: number]: string } = {
  1: "operation not permitted",
  2: "no such file or directory",
  5: "input/output error",
  13: "permission denied",
  40: "too many levels of symbolic links",
};

type Fields = ReturnType<typeof fieldsOf>;

function progressOf({ bytes_done, total_bytes, files_done, total_files, current_files }: Fields): Progress {
  const bytes = countOf(bytes_done);
  const totalBytes = countOf(total_bytes);
  const files = countOf(files_done);
  const totalFiles = countOf(total_files);
  const [current] = Array.isArray(current_files) ? (current_files as readonly unknown[]) : [];
  return {
    ...(bytes === undefined ? {} : { bytes }),
    ...(totalBytes === undefined ? {} : { totalBytes }),
    ...(files === undefined ? {} : { files }),
    ...(totalFiles === undefined ? {} : { totalFiles }),
    ...(typeof current === "string" ? { current } : {}),
  };
}

function idOf({ snapshot_id }: Fields): string | null {
  return typeof snapshot_id === "string" && /^[0-9a-f]{8,64}$/.test(snapshot_id) ? snapshot_id : null;
}

function movedOf({ total_files_processed, total_bytes_processed, data_added, data_added_packed }: Fields): Moved {
  const files = countOf(total_files_processed);
  const bytes = countOf(total_bytes_processed);
  const stored = countOf(data_added_packed) ?? countOf(data_added);
  return {
    ...(bytes === undefined ? {} : { bytes }),
    ...(stored === undefined ? {} : { stored }),
    ...(files === undefined ? {} : { files }),
  };
}
