/** An entry that is not in the mirror as it is in the source. */
export interface Difference {
  /** From the tree's root, one character for each byte. The root itself is `.`. */
  readonly path: string;
  /** `missing` and `extra` as seen in the mirror. */
  readonly kind: "missing" | "extra" | "other";
  /** The attributes of `other`, as a message names them: `mode`, `owner`. */
  readonly attributes: readonly string[];
  /** How many entries a missing directory has, where that is known. */
  readonly below?: number;
}

/** rsync(1), `--itemize-changes`: what is done, the kind of the entry, and nine places for attributes. */
const ITEM = /^([<>ch.])([fdLDS])(.{9}) (.+)$/s;
const DELETED = /^\*deleting {3}(.+)$/s;

/**
 * What a dry run of rsync with `--out-format=%i %n` would change. Each line is an entry; rsync escapes line feeds and other
 * bytes in names.
 */
export function parseDifferences(stdout: string): readonly Difference[] {
  const differences: Difference[] = [];
  for (const line of stdout.split("\n")) {
    const deleted = DELETED.exec(line)?.[1];
    if (deleted !== undefined) differences.push({ path: pathOf(deleted), kind: "extra", attributes: [] });
    const [, what = "", entry = "", places = "", name = ""] = ITEM.exec(line) ?? [];
    if (name === "") continue;
    const path = pathOf(name);
    if (places === "+++++++++") differences.push({ path, kind: "missing", attributes: [] });
    else if (!isOwnChange(path, places))
      differences.push({ path, kind: "other", attributes: attributesOf(what, entry, places) });
  }
  return differences;
}

/** rdump writes its mark into the root of the mirror, which sets the time of that directory. */
function isOwnChange(path: string, places: string): boolean {
  return path === "." && /^\.+[tT]\.+$/.test(places);
}

const ATTRIBUTES: { readonly [letter: string]: string } = {
  c: "content",
  s: "size",
  t: "time",
  T: "time",
  p: "mode",
  o: "owner",
  g: "group",
  a: "ACL",
  x: "extended attributes",
};

function attributesOf(what: string, entry: string, places: string): readonly string[] {
  const named = [...places].flatMap((letter) => ATTRIBUTES[letter] ?? []);
  const link = what === "h" ? ["hard link"] : [];
  const target = what === "c" && entry === "L" ? ["target"] : [];
  return [...link, ...target, ...named.filter((name) => !(name === "content" && target.length > 0))];
}

/** `\#ooo` is one byte; a directory ends with a slash. */
function pathOf(printed: string): string {
  const path = printed.replace(/\\#([0-3][0-7]{2})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return path === "./" ? "." : path.replace(/\/$/, "");
}
