import { join, relative } from "node:path/posix";
import { isMountPoint, locate } from "../../kernel/locate.ts";
import { reach, treeAt } from "../../kernel/reach.ts";
import { withFile, without } from "../../tree/place.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, type Half, refused, type Tool } from "../tool.ts";
import { digestOf, namesOf, parseSurefile, type Revision, recorded, type Surefile, textAt } from "./surefile.ts";

const KNOWN = {
  "--file": "value",
  "--dir": "value",
  "--from": "value",
  "--run": "value",
  "--tag": "value",
  "--as-of": "value",
  "--hash": "value",
  "--xattrs": "flag",
  "--largest": "value",
  "--json": "flag",
  "--progress": "value",
} as const;

/** `rsure list`, `update` and `adopt`. A surefile is replaced whole: backup first, then the new one under its name. */
export const rsure: Tool = {
  run(world, call) {
    const asked = parse(call);
    if (asked.command === "list") return list(world, asked.file);
    const written = asked.command === "update" ? update(world, asked, call.now) : adopt(world, asked);
    if ("exitCode" in written) return written;
    return done(written.text === null ? world : replaced(world, asked.file, written.text), `${written.said}\n`);
  },

  halves(world, call): readonly Half[] {
    const asked = parse(call);
    if (asked.command === "list") return [];
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
  readonly command: "list" | "update" | "adopt";
  readonly file: string;
  readonly directory: string;
  readonly from: string;
  readonly tags: readonly string[];
}

function parse({ argv, cwd }: Call): Asked {
  const options = Options.parse(argv.slice(1), KNOWN);
  const [command] = options.words;
  if (command !== "list" && command !== "update" && command !== "adopt")
    throw new Error(`the fake does not know rsure ${command}`);
  const absolute = (path: string | null) => (path === null ? "" : path.startsWith("/") ? path : join(cwd, path));
  return {
    command,
    file: absolute(options.one("--file")),
    directory: absolute(options.one("--dir")),
    from: absolute(options.one("--from")),
    tags: options.all("--tag"),
  };
}

const failed = (world: World, words: string) => refused(world, 2, `rsure: ${words}`);

function list(world: World, file: string): Ended {
  const text = textAt(world, file);
  const surefile = text === null ? null : parseSurefile(text);
  if (surefile === null) return failed(world, text === null ? `surefile not found: "${file}"` : "not a surefile");
  const lines = surefile.revisions
    .toReversed()
    .map(({ digest: _, ...revision }) => JSON.stringify({ type: "revision", ...revision }));
  return done(world, lines.map((line) => `${line}\n`).join(""));
}

/** The content to write, and the output; `text` null: it exists already. */
type Written = { readonly text: string | null; readonly said: string } | Ended;

function update(world: World, { file, directory, tags }: Asked, now: number): Written {
  const place = reach(world, directory);
  if (place === null) return failed(world, `cannot read "${directory}": ENOENT`);
  const text = textAt(world, file);
  const before = text === null ? null : parseSurefile(text);
  if (text !== null && before === null) return failed(world, "the surefile is damaged: nothing was written");
  const all = Object.fromEntries(tags.map((tag) => [tag.slice(0, tag.indexOf("=")), tag.slice(tag.indexOf("=") + 1)]));
  const { name = "", ...others } = all;
  const tree = treeAt(world, place);
  const own = relative(directory, file);
  const files = recorded(tree, own).flatMap(([path, what]) => (what.startsWith("directory") ? [] : [path]));
  const revisions = before?.revisions ?? [];
  const revision: Revision = {
    number: revisions.length + 1,
    name,
    time: new Date(now).toISOString(),
    tags: others,
    digest: digestOf(tree, own),
  };
  const summary = {
    type: "summary",
    revision,
    files: files.length,
    bytes: 1,
    before: left(before, files),
    problems: 0,
  };
  const surefile: Surefile = { revisions: [...revisions, revision], files };
  return { text: JSON.stringify(surefile), said: JSON.stringify(summary) };
}

/** How many files the revision before had, and how many of them are gone; null when there was none. */
function left(
  before: Surefile | null,
  now: readonly string[],
): { readonly files: number; readonly gone: number } | null {
  if (before === null) return null;
  const there = new Set(now);
  return { files: before.files.length, gone: before.files.filter((path) => !there.has(path)).length };
}

/** Only a surefile that is still the one that the snapshot held is replaced, which its backup there tells. */
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

function replaced(world: World, file: string, text: string): World {
  const names = namesOf(file);
  const old = textAt(world, names.file);
  const backed = old === null ? world : withFile(world, names.backup, old);
  const placed = withFile(backed, names.file, text);
  // What a dead run left is taken away by the next.
  return [names.lock, names.fresh].reduce(
    (after, path) => (locate(after, path, false) === null ? after : without(after, path)),
    placed,
  );
}
