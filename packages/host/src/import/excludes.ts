/** The program whose syntax a pattern has. */
type Dialect = "borg" | "restic";

/** The excludes of each root, with the other roots in it; a pattern that serves no root is a loss. */
export function excludesFor(
  patterns: { readonly dialect: Dialect; readonly list: readonly string[] },
  root: string,
  roots: readonly string[],
  losses: string[],
): string[] {
  const found: string[] = [];
  const translate = patterns.dialect === "borg" ? ofBorg : ofRestic;
  const negation = patterns.dialect === "restic" ? patterns.list.findLast((each) => each.startsWith("!")) : undefined;
  const changed = negation === undefined ? 0 : patterns.list.lastIndexOf(negation);
  for (const [at, pattern] of patterns.list.entries()) {
    if (at < changed) {
      losses.push(`Exclude \`${pattern}\` was not imported: \`${negation}\` below it includes some of its files.`);
      continue;
    }
    const own = translate(pattern, root);
    if (own === null) losses.push(`Exclude \`${pattern}\` has no pattern of the same meaning.`);
    else if (own !== "elsewhere") found.push(...own);
    else if (root === roots[0] && roots.every((each) => translate(pattern, each) === "elsewhere")) {
      losses.push(`Exclude \`${pattern}\` is outside of all sources.`);
    }
  }
  return [...new Set([...found, ...rootsIn(root, roots)])];
}

/** The outermost other roots below a root: each is a volume of its own, which would otherwise be saved twice. */
function rootsIn(root: string, roots: readonly string[]): readonly string[] {
  const isBelow = (path: string, above: string) => path !== above && path.startsWith(above === "/" ? "/" : `${above}/`);
  const inner = roots.filter((each) => isBelow(each, root));
  const outermost = inner.filter((each) => !inner.some((other) => isBelow(each, other)));
  return outermost.flatMap((each) => rooted(literal(each), root) ?? []);
}

/** The path, with its wildcards taken literally. */
function literal(path: string): string {
  return path.replace(/[*?[\]\\]/g, "\\$&");
}

/** The patterns in a volume at a root; null: none has the same meaning. */
type Translated = readonly string[] | "elsewhere" | null;

/** Syntax that rdump does not have, or that another program expands. */
const UNKNOWN = /^[a-z]{2}:|^~|^!|\$|[{}\\]|\/\/|(^|\/)\.\.?(\/|$)|\*{3}|[^/]\*\*|\*\*[^/]/;
/** `[^a]` negates for rdump and restic, and is `^` or `a` for borg; `[!a]` negates for rdump and borg, and is `!` or `a` for restic. */
const OTHER_CLASS = { borg: "[^", restic: "[!" } as const;

/**
 * A pattern of `borg create --exclude`: in the style `fm:`, also without a prefix, it is the whole path, and `*` also
 * matches `/`; in the style `sh:` it does not (`borg help patterns`).
 */
function ofBorg(pattern: string, root: string): Translated {
  const [, style = "fm", text = ""] = /^(?:(fm|sh|pp|pf):)?(.*)$/s.exec(pattern) ?? [];
  const path = `/${text.replace(/^\/+/, "")}`;
  if (style === "pp" || style === "pf") {
    return rooted(literal(path.replace(/(.)\/+$/, "$1")), root);
  }
  const content = text.endsWith("/") ? `${text}*` : text;
  if (content === "" || UNKNOWN.test(content) || content.includes(OTHER_CLASS.borg)) return null;
  const own = text.endsWith("/") ? `${path}*` : path;
  if (style === "sh") return content.startsWith("**/") ? [anywhere(content, root)] : rooted(own, root);
  if (content.includes("**")) return null;
  // `*.pyc` is the end of a path, and `*/cache` a name at any depth.
  if (/^\*[^*/]+$/.test(content)) return [content];
  if (/^\*\/[^*]+(\/\*)?$/.test(content)) return [anywhere(content, root)];
  if (content.startsWith("*")) return null;
  return rooted(own, root, acrossDirectories);
}

/** The pattern with `*` also for `/`: `a/*\/b` is in any depth of `a`, and `a/*.tmp` any file below. Null: not possible. */
function acrossDirectories(pattern: string): string | null {
  const parts = pattern.split("/");
  const stars = parts.flatMap((part, at) => (part.includes("*") ? [at] : []));
  const [only] = stars;
  if (only === undefined) return pattern;
  const [before, part = "", after] = [parts.slice(0, only), parts[only], parts.slice(only + 1)];
  if (stars.length > 1) return null;
  // What is below an excluded name is excluded with it.
  if (after.length === 0 && /^[^*]*\*$/.test(part)) return pattern;
  if (after.length === 0 && /^\*[^*]+$/.test(part)) return [...before, "**", part].join("/");
  return part === "*" ? [...before, "*", "**", ...after].join("/") : null;
}

/** A pattern of restic: without a `/` at its beginning it matches at any depth, and `*` matches no `/`. */
function ofRestic(pattern: string, root: string): Translated {
  const text = pattern.replace(/(.)\/$/, "$1");
  if (text === "" || UNKNOWN.test(text) || text.includes(OTHER_CLASS.restic)) return null;
  return text.startsWith("/") ? rooted(text, root) : [anywhere(text, root)];
}

/** `**\/name` as the name alone, which rdump finds at any depth. Each `*\/` needs a directory, in the root or below it. */
function anywhere(text: string, root: string): string {
  const [lead = ""] = /^(\*\*?\/)*/.exec(text) ?? [];
  const name = text.slice(lead.length);
  const needed = lead.split("/").filter((part) => part === "*").length;
  const below = needed - root.split("/").filter((part) => part !== "").length;
  if (below > 0) return `${"*/".repeat(below)}**/${name}`;
  return name.includes("/") ? `**/${name}` : name;
}

/** An absolute pattern as one from the root. A name alone would match at any depth. */
function rooted(path: string, root: string, change = (own: string): string | null => own): Translated {
  const base = root === "/" ? "/" : `${root}/`;
  if (!path.startsWith(base)) return "elsewhere";
  const own = change(path.slice(base.length));
  if (own === null || own === "") return null;
  return [own.includes("/") ? own : `/${own}`];
}
