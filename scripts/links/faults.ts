import { posix } from "node:path";

export interface LinkFault {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** The text of a file, anything for a folder, null for what is not there. */
type Reader = (path: string) => string | null;

/** Of a Markdown file: links to files that are not there, and to headings that the file linked to does not have. */
export function linkFaults(path: string, text: string, read: Reader): readonly LinkFault[] {
  return linksOf(text).flatMap(({ target, line }) => {
    const says = faultOf(path, text, target, read);
    return says === null ? [] : [{ path, line, says }];
  });
}

interface Link {
  readonly target: string;
  readonly line: number;
}

/** Inline links and images, and definitions of references, except in code. */
function linksOf(text: string): readonly Link[] {
  let fenced = false;
  return text.split("\n").flatMap((whole, index) => {
    if (/^\s*(```|~~~)/.test(whole)) fenced = !fenced;
    if (fenced) return [];
    const line = whole.replace(/`[^`]*`/g, "");
    const inline = [...line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
    const definitions = [...line.matchAll(/^\s*\[[^\]]+\]:\s*<?([^\s>]+)/g)];
    return [...inline, ...definitions].map(([, target = ""]) => ({ target, line: index + 1 }));
  });
}

function faultOf(path: string, text: string, target: string, read: Reader): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  if (target.startsWith("/")) return `${target} is absolute: write it relative to this file`;
  const [file = "", heading] = target.split("#");
  const there = file === "" ? text : read(posix.join(posix.dirname(path), decodeURIComponent(file)));
  if (there === null) return `${target} is not there`;
  if (heading === undefined || (file !== "" && !file.endsWith(".md"))) return null;
  return anchorsOf(there).has(heading) ? null : `${target}: there is no such heading`;
}

/** The anchors that a Markdown file's headings get. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  let fenced = false;
  for (const line of text.split("\n")) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
    const heading = fenced ? null : /^#{1,6}\s+(.+?)\s*#*$/.exec(line)?.[1];
    if (heading === null || heading === undefined) continue;
    const words = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
    const anchor = words.replace(/\s/g, "-");
    let free = anchor;
    for (let number = 1; anchors.has(free); number++) free = `${anchor}-${number}`;
    anchors.add(free);
  }
  return anchors;
}
