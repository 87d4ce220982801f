import { basename, join, relative } from "node:path/posix";
import { isMountPoint, locate } from "../../kernel/locate.ts";
import { reach, treeAt } from "../../kernel/reach.ts";
import { withFile, without } from "../../tree/place.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, type Half, refused, type Tool } from "../tool.ts";
import {
  digestOf,
  type Files,
  filesOf,
  namesOf,
  parseSurefile,
  type Revision,
  type Surefile,
  textAt,
} from "./surefile.ts";

const KNOWN = {
  "--file": "value",
  "--dir": "value",
  "--from": "value",
  "--run": "value",
  "--tag": "value",
  "--since": "value",
  "--as-of": "value",
  "--hash": "value",
  "--xattrs": "flag",
  "--largest": "value",
  "--json": "flag",
  "--ctime": "flag",
  "--progress": "value",
  "--revision": "value",
  "--ignore": "value",
  "--window": "value",
} as const;

/** `rsure list`, `update`, `copy-back`, `compare` and `signoff`. A surefile is replaced whole: backup first, then the new one under its name. */
export const rsure: Tool = {
  run(world, call) {
    const asked = parse(call);
    if (asked.command === "list") return list(world, asked.file);
    if (asked.command === "compare") return compare(world, asked);
    if (asked.command === "signoff") return signoff(world, asked);
    const written = asked.command === "update" ? update(world, asked, call.now) : adopt(world, asked);
    if ("exitCode" in written) return written;
    return done(
      written.text === null ? world : replaced(world, asked.file, written.text, call.now),
      `${written.said}\n`,
    );
  },

  halves(world, call): readonly Half[] {
    const asked = parse(call);
    if (asked.command !== "update" && asked.command !== "copy-back") return [];
    const written = asked.command === "update" ? update(world, asked, call.now) : adopt(world, asked);
    if ("exitCode" in written || written.text === null) return [];
    const names = namesOf(asked.file);
    const begun = withFile(withFile(world, names.lock, "{}", call.now), names.fresh, "torn", call.now);
    const old = textAt(world, names.file);
    return [
      { what: "the new one is half written", world: begun },
      ...(old === null
        ? []
        : [{ what: "the backup is made, and the new one not in place", world: withFile(begun, names.backup, old) }]),
    ];
  },
};

interface Asked {
  readonly command: (typeof COMMANDS)[number];
  readonly file: string;
  readonly directory: string;
  readonly from: string;
  readonly tags: readonly string[];
  readonly since: string | null;
  readonly revision: string | null;
}

const COMMANDS = ["list", "update", "copy-back", "compare", "signoff"] as const;

function parse({ argv, cwd }: Call): Asked {
  const options = Options.parse(argv.slice(1), KNOWN);
  const [command] = options.words;
  const known = COMMANDS.find((each) => each === command);
  if (known === undefined) throw new Error(`the fake does not know rsure ${command}`);
  const absolute = (path: string | null) => (path === null ? "" : path.startsWith("/") ? path : join(cwd, path));
  return {
    command: known,
    file: absolute(options.one("--file")),
    directory: absolute(options.one("--dir")),
    from: absolute(options.one("--from")),
    tags: options.all("--tag"),
    since: options.one("--since"),
    revision: options.one("--revision"),
  };
}

const failed = (world: World, words: string) => refused(world, 2, `rsure: ${words}`);

function list(world: World, file: string): Ended {
  const text = textAt(world, file);
  const surefile = text === null ? null : parseSurefile(text);
  if (surefile === null) return failed(world, text === null ? `surefile not found: "${file}"` : "not a surefile");
  const lines = surefile.revisions
    .toReversed()
    .map(({ digest: _, files: __, ...revision }) => JSON.stringify({ type: "revision", ...revision }));
  return done(world, lines.map((line) => `${line}\n`).join(""));
}

/** Names and sizes: a revision of this world records no other metadata. */
function compare(world: World, { file, directory, revision }: Asked): Ended {
  const text = textAt(world, file);
  const surefile = text === null ? null : parseSurefile(text);
  const recorded = surefile?.revisions.findLast(({ name }) => name === revision)?.files;
  if (recorded === undefined) return failed(world, `no revision "${revision}" in "${file}"`);
  const place = reach(world, directory);
  if (place === null) return failed(world, `cannot read "${directory}": ENOENT`);
  const found = filesOf(treeAt(world, place), basename(file));
  const paths = [...new Set([...Object.keys(recorded), ...Object.keys(found)])].sort();
  const lines = paths.flatMap((path) => {
    const [was, is] = [recorded[path], found[path]];
    const each = { path: escapedPath(path), kind: "file" };
    if (is === undefined) return [{ type: "removed", ...each }];
    if (was === undefined) return [{ type: "added", ...each }];
    const isSame = was === null || is === null || Buffer.byteLength(was) === Buffer.byteLength(is);
    return isSame ? [] : [{ type: "changed", ...each, attributes: ["size"] }];
  });
  const summary = { type: "summary", differences: lines.length, problems: 0 };
  const said = [...lines, summary].map((line) => `${JSON.stringify(line)}\n`).join("");
  return { ...done(world, said), exitCode: lines.length === 0 ? 0 : 1 };
}

/** The files of two revisions that have other content or are missing. In this world, each change of a file sets its time. */
function signoff(world: World, { file, revision }: Asked): Ended {
  const text = textAt(world, file);
  const surefile = text === null ? null : parseSurefile(text);
  const [old = "", fresh = ""] = revision?.split("..") ?? [];
  const filesAt = (wanted: string) =>
    surefile?.revisions.findLast(({ name }) => wanted === "" || name === wanted)?.files;
  const [before, after] = [filesAt(old), filesAt(fresh)];
  if (before === undefined || after === undefined) return failed(world, `no revision "${revision}" in "${file}"`);
  const lines = Object.entries(before).flatMap(([path, content]) => {
    const each = { path: escapedPath(path), kind: "file" };
    if (!(path in after)) return [{ type: "removed", ...each, attributes: [] }];
    return after[path] === content ? [] : [{ type: "changed", ...each, attributes: ["mtime", "sha1"] }];
  });
  const summary = { type: "summary", differences: lines.length, problems: 0 };
  const said = [...lines, summary].map((line) => `${JSON.stringify(line)}\n`).join("");
  return { ...done(world, said), exitCode: lines.length === 0 ? 0 : 1 };
}

/** As rsure prints it: each byte that is no printable ASCII as `=` and two hex digits. */
function escapedPath(path: string): string {
  return [...Buffer.from(path, "utf8").toString("latin1")]
    .map((byte) => (/[!-<>-~]/.test(byte) ? byte : `=${byte.charCodeAt(0).toString(16).padStart(2, "0")}`))
    .join("");
}

/** The content to write, and the output; `text` null: it exists already. */
type Written = { readonly text: string | null; readonly said: string } | Ended;

function update(world: World, { file, directory, tags, since }: Asked, now: number): Written {
  const place = reach(world, directory);
  if (place === null) return failed(world, `cannot read "${directory}": ENOENT`);
  const text = textAt(world, file);
  const before = text === null ? null : parseSurefile(text);
  if (text !== null && before === null) return failed(world, "the surefile is damaged: nothing was written");
  const all = Object.fromEntries(tags.map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]));
  const { name = "", ...others } = all;
  const tree = treeAt(world, place);
  const own = relative(directory, file);
  const files = filesOf(tree, own);
  const revisions = before?.revisions ?? [];
  const revision: Revision = {
    number: revisions.length + 1,
    name,
    time: new Date(now).toISOString(),
    tags: others,
    digest: digestOf(tree, own),
    files,
  };
  const { digest: _, files: __, ...shown } = revision;
  const from = revisions.findLast((each) => each.name === since) ?? revisions.at(-1);
  const summary = {
    type: "summary",
    revision: shown,
    files: Object.keys(files).length,
    bytes: 1,
    before: from === undefined ? null : { revision: from.name, ...presence(from.files, files) },
    problems: 0,
  };
  const surefile: Surefile = { revisions: [...revisions, revision] };
  return { text: JSON.stringify(surefile), said: JSON.stringify(summary) };
}

/** As in rsure: a file is missing if its name has no content any more, and no other file has its content. */
function presence(old: Files, now: Files): { readonly files: number; readonly gone: number; readonly changed: number } {
  const contents = new Set(Object.values(now));
  let [gone, changed] = [0, 0];
  for (const [path, content] of Object.entries(old)) {
    const isNamed = path in now && !(content && !now[path]);
    if (isNamed) changed += content === now[path] ? 0 : 1;
    else if (content === null || !contents.has(content)) gone++;
  }
  return { files: Object.keys(old).length, gone, changed };
}

/** Replaces the surefile only if it is still the surefile of the snapshot. The backup in the snapshot shows that. */
function adopt(world: World, { file, directory, from }: Asked): Written {
  const place = reach(world, directory);
  if (place === null || !isMountPoint(place)) return failed(world, `no file system is mounted at "${directory}"`);
  const fresh = textAt(world, from);
  const own = textAt(world, file);
  if (fresh === null) return failed(world, `surefile not found: "${from}"`);
  if (own === fresh) return { text: null, said: JSON.stringify({ type: "summary", adopted: false }) };
  if (own !== textAt(world, namesOf(from).backup))
    return failed(world, `"${file}" was changed or created after the snapshot: it was not replaced`);
  return { text: fresh, said: JSON.stringify({ type: "summary", adopted: true }) };
}

function replaced(world: World, file: string, text: string, now: number): World {
  const names = namesOf(file);
  const old = textAt(world, names.file);
  const backed = old === null ? world : withFile(world, names.backup, old);
  const placed = withFile(backed, names.file, text, now);
  // The next run removes the leftovers of a dead run.
  return [names.lock, names.fresh].reduce(
    (after, path) => (locate(after, path, false) === null ? after : without(after, path)),
    placed,
  );
}
