import { type Diagnostic, shortenedPath, visible } from "@rdump/core/provider";
import { SUREFILE } from "./codes.ts";
import type { Paths, Report } from "./report.ts";

/** What rsure says of the surefile itself, and of what it left out of the tree. */
export function noticesOf({ notices, leftOut, tooLarge }: Report, volume: string): readonly Diagnostic[] {
  return [
    ...notices.map((entry) => noticeOf(entry, volume)).filter((notice) => notice !== null),
    ...pathNote("rsure-left-out", "Mounted below the volume", leftOut, volume),
    ...pathNote("rsure-large", "Larger than integrity.largest", tooLarge, volume),
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
  paths: Paths,
  volume: string,
): readonly Diagnostic[] {
  if (paths.count === 0) return [];
  return [SUREFILE.note(code, `${words}: ${pathsText(paths)}.`, { address: volume })];
}

/** `a, b, c and 4 more` */
export function pathsText({ count, first }: Paths): string {
  const more = count > first.length ? ` and ${count - first.length} more` : "";
  return `${first.map(shortenedPath).join(", ")}${more}`;
}
