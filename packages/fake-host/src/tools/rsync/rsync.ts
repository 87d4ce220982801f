import type { Draft } from "immer";
import { type DirectoryLocation, fileSystemOf, locate } from "../../kernel/locate.ts";
import { reach, treeAt } from "../../kernel/reach.ts";
import { edited, newFile } from "../../tree/edit.ts";
import type { Directory, Node } from "../../tree/node.ts";
import { freshNumber } from "../../world/fresh.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { type Call, done, type Ended, refused, type Tool } from "../tool.ts";
import { type Copy, copyOf } from "./copy.ts";
import { rulesOf } from "./rules.ts";
import { statsText } from "./stats.ts";

const KNOWN = {
  "-aHAXXS": "flag",
  "-rS": "flag",
  ...Object.fromEntries(
    ["times", "links", "perms", "owner", "group", "devices", "specials", "hard-links", "acls"].map(
      (name) => [`--${name}`, "flag"] as const,
    ),
  ),
  "-XX": "flag",
  "--modify-window": "value",
  "-rlD": "flag",
  "--numeric-ids": "flag",
  "--one-file-system": "flag",
  "--delete": "flag",
  "--delete-delay": "flag",
  "--delete-excluded": "flag",
  "--dry-run": "flag",
  "--size-only": "flag",
  "--checksum": "flag",
  "--outbuf": "value",
  "--no-human-readable": "flag",
  "--info": "value",
  "--filter": "value",
  "--from0": "flag",
  "--out-format": "value",
  "--ignore-times": "flag",
  "--force": "flag",
} as const;

/** `rsync` of one directory's content into another, with `--delete`, as a copy or counted by a dry run. */
export const rsync: Tool = {
  run(world, call) {
    if (call.argv[1] === "--version") return done(world, "rsync  version 3.5.0  protocol version 32\n");
    const job = jobOf(world, call);
    if ("exitCode" in job) return job;
    const after = job.dry ? world : deleted(put(world, job, job.copy.puts.length), job);
    return done(after, `${job.listing}${job.itemized ? "" : statsText(job.copy.stats)}`);
  },

  halves(world, call) {
    const job = jobOf(world, call);
    if ("exitCode" in job || job.dry) return [];
    const { puts, deletes } = job.copy;
    const some = Math.floor(puts.length / 2);
    return [
      ...(some > 0
        ? [{ what: "a part is copied, with a file half written", world: withTorn(put(world, job, some), job) }]
        : []),
      ...(deletes.length > 0
        ? [{ what: "all is copied, and nothing deleted", world: put(world, job, puts.length) }]
        : []),
      ...(deletes.length > 1
        ? [{ what: "a part is deleted", world: deleted(put(world, job, puts.length), job, 1) }]
        : []),
    ];
  },
};

interface Job {
  readonly copy: Copy;
  readonly to: DirectoryLocation;
  readonly source: Directory;
  readonly dry: boolean;
  /** A line for each entry, as a dry run is asked for it. */
  readonly listing: string;
  readonly itemized: boolean;
}

function jobOf(world: World, { argv, cwd }: Call): Job | Ended {
  const options = Options.parse(argv.slice(1), KNOWN);
  const [from = "", to = ""] = options.words;
  const source = reach(world, from);
  const mirror = reach(world, to === "." ? cwd : to);
  if (source === null)
    return refused(world, 23, `rsync: [sender] change_dir "${from}" failed: No such file or directory (2)`);
  if (mirror === null)
    return refused(world, 3, `rsync: [Receiver] mkdir "${to}" failed: No such file or directory (2)`);
  if (fileSystemOf(world, source.mount.device).broken) {
    return refused(world, 23, `rsync: [sender] readdir("${from}"): Input/output error (5)`);
  }
  const rules = rulesOf(filtersIn(world, options.all("--filter")), options.has("--delete-excluded"));
  const by = options.has("--size-only") ? "size" : options.has("--checksum") ? "checksum" : "times";
  const tree = treeAt(world, source);
  const all = copyOf(tree, mirror.node, { rules, by });
  const copy = options.has("--delete") ? all : { ...all, deletes: [], stats: { ...all.stats, deleted: 0 } };
  const itemized = options.has("--out-format");
  const listing = listingOf(copy, itemized, options.all("--info"));
  return { copy, to: mirror, source: tree, dry: options.has("--dry-run"), listing, itemized };
}

function listingOf({ puts, deletes }: Copy, itemized: boolean, info: readonly string[]): string {
  const lines = (heads: readonly string[]) => heads.map((line) => `${line}\n`).join("");
  if (!itemized)
    return info.some((each) => each.startsWith("del,")) ? lines(deletes.map((path) => `deleting ${path}`)) : "";
  const put = puts.map(({ path, node, isNew }) => {
    const letter = node.kind === "directory" ? "d" : node.kind === "symlink" ? "L" : "f";
    return `${isNew ? `>${letter}+++++++++` : `.${letter}..tp.....`} ${path}`;
  });
  return lines([...deletes.map((path) => `*deleting   ${path}`), ...put]);
}

/** With the rules of merged files in their places. */
function filtersIn(world: World, filters: readonly string[]): readonly string[] {
  return filters.flatMap((filter) => {
    if (!filter.startsWith("merge ")) return [filter];
    const node = locate(world, filter.slice("merge ".length))?.node;
    if (node?.kind !== "file") throw new Error(`rsync cannot open the file of ${filter}`);
    return node.content.split("\0").filter((rule) => rule !== "");
  });
}

/** The first of the changes; the root's own details come with the last of them. */
function put(world: World, { copy, to, source }: Job, count: number): World {
  return edited(world, to, (root, draft) => {
    for (const { path, node, transfers, isNew } of copy.puts.slice(0, count)) {
      const [directory, name] = parentIn(root, path);
      const old = directory.entries[name];
      const inode = !isNew && !transfers && old !== undefined ? old.inode : freshNumber(draft);
      if (node.kind !== "directory") directory.entries[name] = { ...node, inode };
      else {
        const entries = old?.kind === "directory" ? old.entries : {};
        directory.entries[name] = { ...node, inode, entries };
      }
    }
    if (count === copy.puts.length) Object.assign(root, { mode: source.mode, uid: source.uid, mtime: source.mtime });
  });
}

function deleted(world: World, { copy, to }: Job, count = copy.deletes.length): World {
  // If a file took the place of a directory, the directory was removed when the file was copied.
  const replaced = copy.puts.filter(({ isNew }) => isNew).map(({ path }) => path);
  const isGone = (path: string) => replaced.some((each) => path === each || path.startsWith(`${each}/`));
  return edited(world, to, (root) => {
    for (const path of copy.deletes.slice(0, count)) {
      if (isGone(path)) continue;
      const [directory, name] = parentIn(root, path);
      delete directory.entries[name];
    }
  });
}

/** rsync writes a file under a name of its own first; killed, it leaves that. */
function withTorn(world: World, { copy, to }: Job): World {
  const next = copy.puts.find(({ node, transfers }) => transfers && node.kind === "file");
  if (next === undefined) return world;
  return edited(world, to, (root, draft) => {
    const [directory, name] = parentIn(root, next.path);
    directory.entries[`.${name}.Xy3aTo`] = newFile(draft, "torn", { mode: 0o600 });
  });
}

function parentIn(root: Draft<Directory>, path: string): [Draft<Directory>, string] {
  const names = path.split("/");
  let at: Draft<Node> = root;
  for (const name of names.slice(0, -1)) {
    const next: Draft<Node> | undefined = at.kind === "directory" ? at.entries[name] : undefined;
    if (next?.kind !== "directory") throw new Error(`no directory for ${path}`);
    at = next;
  }
  return [at as Draft<Directory>, names.at(-1) ?? ""];
}
