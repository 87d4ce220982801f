import { fileSystemOf, locate } from "../../kernel/locate.ts";
import { reach, treeAt } from "../../kernel/reach.ts";
import { below, type Directory, entriesOf, type Node } from "../../tree/node.ts";
import { changed, freshHex } from "../../world/fresh.ts";
import type { Archive } from "../../world/repository.ts";
import type { World } from "../../world/world.ts";
import { type Call, type Ended, refused, type Tool } from "../tool.ts";
import { statsOf } from "./content.ts";
import { excluder } from "./excludes.ts";
import { logLine, timeText } from "./log.ts";
import { type Opened, open } from "./open.ts";
import { committed } from "./store.ts";

const KNOWN = {
  "--progress": "flag",
  "--json": "flag",
  "--list": "flag",
  "--filter": "value",
  "--one-file-system": "flag",
  "--numeric-ids": "flag",
  "--files-cache": "value",
  "--checkpoint-interval": "value",
  "--compression": "value",
  "--upload-ratelimit": "value",
  "--timestamp": "value",
  "--comment": "value",
  "--exclude-caches": "flag",
  "--exclude": "value",
  "--exclude-from": "value",
} as const;

/**
 * `borg create REPOSITORY::NAME .`. A long one writes a checkpoint now and then: an archive of its own, without the
 * comment and with the time of the checkpoint, which the whole archive takes the place of.
 */
export const create: Tool = {
  run(world, call) {
    const job = jobOf(world, call);
    if ("exitCode" in job) return job;
    const [after, archive] = withArchive(world, job, readable(job.tree));
    const stdout = createdText(archive, job.repository.encryption, call.argv);
    const unread = below(job.tree).flatMap(([path, node]) => (node.kind === "file" && node.damaged ? [path] : []));
    return {
      world: after,
      exitCode: unread.length === 0 ? 0 : 1,
      stdout,
      stderr: [...job.leftOut.map(excludedText), ...unread.map(unreadText)].join(""),
    };
  },

  halves(world, call) {
    const job = jobOf(world, call);
    if ("exitCode" in job) return [];
    const checkpoint = {
      ...job,
      name: `${job.name}.checkpoint`,
      comment: "",
      time: Math.floor(call.now / 1000) * 1000,
    };
    const [after] = withArchive(world, checkpoint, firstHalf(job.tree));
    return [
      { what: "data is uploaded, and no checkpoint written", world },
      { what: "a checkpoint is written", world: after },
    ];
  },
};

interface Job extends Pick<Opened, "repository"> {
  readonly name: string;
  readonly comment: string;
  readonly time: number;
  readonly commandLine: readonly string[];
  readonly tree: Directory;
  /** The paths that are excluded. */
  readonly leftOut: readonly string[];
}

function jobOf(world: World, call: Call): Job | Ended {
  const opened = open(world, call, KNOWN);
  if ("exitCode" in opened) return opened;
  const { repository, archive: name, options } = opened;
  if (options.words[1] !== ".") throw new Error("the fake's borg archives the directory that it is started in");
  const place = reach(world, call.cwd);
  if (place === null || fileSystemOf(world, place.mount.device).broken) {
    return refused(world, 1, logLine(call.now, "WARNING", ".: [Errno 5] Input/output error"));
  }
  if (repository.archives.some((each) => each.name === name)) {
    return refused(world, 2, logLine(call.now, "ERROR", `Archive ${name} already exists`, "Archive.AlreadyExists"));
  }
  const leftOut: string[] = [];
  const exclude = excluder([...patternsIn(world, options.all("--exclude-from")), ...options.all("--exclude")], (path) =>
    leftOut.push(path),
  );
  return {
    repository,
    name,
    comment: options.one("--comment") ?? "",
    time: timestamp(world, options.one("--timestamp") ?? ""),
    commandLine: call.argv,
    tree: exclude(treeAt(world, place)),
    leftOut,
  };
}

/** The time of a file, or the time that the text says. */
function timestamp(world: World, text: string): number {
  return (text.startsWith("/") ? locate(world, text)?.node.mtime : undefined) ?? Date.parse(text);
}

function patternsIn(world: World, files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const node = locate(world, file)?.node;
    if (node?.kind !== "file") throw new Error(`borg cannot open ${file}`);
    return node.content.split("\n").filter((line) => line !== "");
  });
}

function withArchive(world: World, job: Job, tree: Directory): [World, Archive] {
  const { repository, name, comment, time, commandLine } = job;
  let id = "";
  const next = changed(world, (draft) => {
    id = freshHex(draft, 64);
  });
  const archive: Archive = { id, name, time, comment, commandLine: [...commandLine], tree };
  return [committed(next, repository.id, ({ archives }) => ({ archives: [...archives, archive] })), archive];
}

/** The part of a tree that borg can read. */
function readable(tree: Directory): Directory {
  const entries = entriesOf(tree).flatMap(([name, node]): [string, Node][] => {
    if (node.kind === "directory") return [[name, readable(node)]];
    return node.kind === "file" && node.damaged ? [] : [[name, node]];
  });
  return { ...tree, entries: Object.fromEntries(entries) };
}

function excludedText(path: string): string {
  return `${JSON.stringify({ type: "file_status", status: "x", path })}\n`;
}

function unreadText(path: string): string {
  const status = JSON.stringify({ type: "file_status", status: "E", path });
  return `${status}\n${logLine(0, "WARNING", `${path}: read: [Errno 5] Input/output error: '${path}'`)}\n`;
}

function firstHalf(tree: Directory): Directory {
  const entries = entriesOf(tree);
  return { ...tree, entries: Object.fromEntries(entries.slice(0, Math.ceil(entries.length / 2))) };
}

function createdText({ id, name, time, tree }: Archive, mode: string, argv: readonly string[]): string {
  const stats = statsOf(tree);
  const archive = { command_line: argv, duration: 0.1, end: timeText(time), id, name, start: timeText(time), stats };
  return `${JSON.stringify({ archive, encryption: { mode } }, null, 4)}\n`;
}
