import { type Diagnostic, visible } from "@rdump/core/provider";
import { SUREFILE } from "./codes.ts";
import { parseObject } from "./revisions.ts";

/** What rsure says of the surefile itself, and of what it left out of the tree: its JSON lines on standard output. */
export function noticesIn(stdout: Buffer, volume: string): readonly Diagnostic[] {
  const entries = stdout.toString("utf8").split("\n").map(parseObject);
  const pathsOf = (wanted: string): readonly string[] =>
    entries.flatMap(({ type, path }) => (type === wanted && typeof path === "string" ? [path] : []));
  return [
    ...entries.map((entry) => noticeOf(entry, volume)).filter((notice) => notice !== null),
    ...pathNote("rsure-left-out", "Mounted below the volume", pathsOf("left-out"), volume),
    ...pathNote("rsure-large", "Larger than integrity.largest", pathsOf("too-large"), volume),
  ];
}

function noticeOf(entry: { readonly [key: string]: unknown }, volume: string): Diagnostic | null {
  const file = visible(String(entry.file));
  const mode = visible(String(entry.mode));
  const about = { address: volume };
  switch (entry.type) {
    case "untrusted": {
      const why = visible(String(entry.why));
      const moved = typeof entry.moved === "string" ? ` It is now ${visible(entry.moved)}.` : "";
      return SUREFILE.warning("rsure-untrusted", `${file} ${why}. None of its hashes is used.${moved}`, about);
    }
    case "narrowed":
      return SUREFILE.note("rsure-narrowed", `${file} had mode ${mode}. Its mode is now 0600.`, about);
    case "exposed":
      return SUREFILE.warning(
        "rsure-exposed",
        `${file} has mode ${mode}, and its file system keeps no modes. Mount it with umask=077.`,
        about,
      );
    default:
      return null;
  }
}

function pathNote(
  code: "rsure-left-out" | "rsure-large",
  words: string,
  paths: readonly string[],
  volume: string,
): readonly Diagnostic[] {
  if (paths.length === 0) return [];
  const some = paths.slice(0, 3).map(visible).join(", ");
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return [SUREFILE.note(code, `${words}: ${some}${more}.`, { address: volume })];
}
