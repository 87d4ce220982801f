import { literalPattern } from "../left-out/rules.ts";

/** Each rule costs rsync a comparison for each file beside a listed one: a user may not slow it down with very many. */
const MOST_RULES = 1000;
const MOST_FILES = 20;

/**
 * The contents of files with filter rules, one for each pass of `mend`: rsync then sees only these paths and the
 * directories above them. rsync enters directories itself and follows no link there. With `--files-from`, it opens each
 * path as a whole, through the link that a user puts in the place of a directory (tried with 3.5.0). Of very many paths,
 * and of a path that is too long for a rule, only the whole copy takes care.
 */
export function mendRules(paths: Iterable<string>): readonly string[] {
  return passesFor(paths).files;
}

/** The same for `separate`: rsync deletes these paths in the mirror, with all below them, and nothing else. */
export function separateRules(paths: Iterable<string>): readonly string[] {
  return passesFor(paths, deletes, ["P *"]).files;
}

/** The same; null if the rules would not show each of the paths. */
export function rulesOfPaths(paths: Iterable<string>): readonly string[] | null {
  const { files, isWhole } = passesFor(paths);
  return isWhole ? files : null;
}

const shows = (path: string) => [`S ${literalPattern(path)}`];

function deletes(path: string): readonly string[] {
  const [pattern, below] = [literalPattern(path), literalPattern(path, "/**")];
  return [`H ${pattern}`, `R ${pattern}`, ...(below === null ? [] : [`R ${below}`])];
}

/** `own`: the rules for a path itself, which is short enough for one. The directories above it are shown. */
function passesFor(
  paths: Iterable<string>,
  own: (path: string) => readonly string[] = shows,
  last: readonly string[] = [],
): { readonly files: readonly string[]; readonly isWhole: boolean } {
  const files: string[] = [];
  let isWhole = true;
  let rules = new Set<string>();
  const end = () => {
    if (rules.size > 0) files.push([...rules, "H *", ...last].map((rule) => `${rule}\0`).join(""));
    rules = new Set();
  };
  for (const path of paths) {
    const shown = rulesFor(path, own);
    if (shown.length === 0 || shown.length > MOST_RULES) {
      isWhole = false;
      continue;
    }
    if (rules.size + shown.length > MOST_RULES) end();
    if (files.length >= MOST_FILES) return { files, isWhole: false };
    for (const rule of shown) rules.add(rule);
  }
  end();
  return { files, isWhole };
}

/** For the path and the directories above it; none if the path is the root, or too long for a rule. */
function rulesFor(path: string, own: (path: string) => readonly string[]): readonly string[] {
  if (path === "." || literalPattern(path) === null) return [];
  const names = path.split("/").slice(0, -1);
  return [...names.map((_, at) => `S ${literalPattern(names.slice(0, at + 1).join("/"))}`), ...own(path)];
}
