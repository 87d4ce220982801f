import {
  batchOf,
  type Capabilities,
  type Command,
  type ComparisonProgram,
  handedDirectory,
  mover,
  narrowed,
  query,
} from "@rdump/core/provider";
import { LOST_AND_FOUND, MARK_NAME } from "../mirror/mark.ts";
import { HANDED, PATHS, placeOf } from "./place.ts";
import { optionsFor, POSSIBLE_OPTIONS, ROOT_ATTRIBUTES, usesAll } from "./stored.ts";

/** The input of a copy. Both paths are absolute. */
export interface Copy {
  readonly from: string;
  /** The source is a mount of this run, and another process could unmount it under rsync. */
  readonly mounted: boolean;
  /** Not all of the source may be read by everybody. */
  readonly root: boolean;
  readonly to: string;
  /** Values of `--filter`, from the excludes. */
  readonly rules: readonly string[];
  /** The file with rules that are found when rsync runs. */
  readonly leftOut: string;
  readonly compare: "times" | "checksum";
}

/**
 * The mark is hidden in the source and protected in the mirror, as is `lost+found`. They come first: the first rule
 * that matches decides.
 */
const OWN_RULES = [`H /${MARK_NAME}`, `P /${MARK_NAME}`, `P /${LOST_AND_FOUND}`];

/**
 * Makes the mirror equal to the source. Deletes come last (`--delete-delay`), and not at all when a directory could not
 * be listed; a file that could not be read does not hold them back (tried with rsync 3.5.0). Excluded files leave the
 * mirror. Holes are kept, so that a sparse image does not fill the disk.
 */
export function copyCommand(copy: Copy, stores: Capabilities | null): Command {
  const checksum = copy.compare === "checksum" ? ["--checksum"] : [];
  return rsync(mover, copy, stores, [...DELETING, ...checksum, ...OUTPUT]);
}

/** All attributes of files, also those of `--fake-super`, which only a second `X` copies: `user.rsync.%stat`. */
const ALL = ["-aHAXXS", "--modify-window=-1", ...ROOT_ATTRIBUTES] as const;
const ALWAYS = ["--numeric-ids", "--one-file-system"] as const;
const DELETING = ["--delete", "--delete-delay", "--delete-excluded"] as const;
const OUTPUT = ["--outbuf=L", "--no-human-readable", "--info=progress2,stats2"] as const;

/** Counts deletions, changing nothing and reading no file's content. */
const COUNTING = [
  "rsync",
  "--dry-run",
  "-rlD",
  "--size-only",
  "--one-file-system",
  "--delete",
  "--delete-excluded",
  "--no-human-readable",
] as const;

/** The same copy would change this now: nothing, if the mirror equals the source. No content is read. */
export function compareCommand(copy: Copy, stores: Capabilities): Command {
  const options = ["--dry-run", ...DELETING, "--out-format=%i %n"];
  return { ...rsync(query, copy, stores, options), timeout: null };
}

/** What a copy would change in a directory that is no mirror yet. No content is read. */
export function adoptionCommand(from: string, to: string, rules: readonly string[]): Command {
  const filters = [...OWN_RULES, ...rules].map((rule) => `--filter=${rule}`);
  const options = [
    "--dry-run",
    "-rlptgoD",
    "--one-file-system",
    "--numeric-ids",
    "--delete",
    "--delete-excluded",
  ] as const;
  const argv = ["rsync", ...options, "--out-format=%i %n", ...filters, "--", ...PATHS] as const;
  return { ...query(argv, { cwd: to, directories: { [HANDED]: from } }), timeout: null };
}

/** Counts what the excludes match in a mirror: the mirror as its own source, without the excluded files. */
export function excludedCommand(mirror: string, rules: readonly string[]): Command {
  const filters = [...OWN_RULES, ...rules].map((rule) => `--filter=${rule}`);
  const place = { cwd: mirror, directories: { [HANDED]: mirror } };
  return { ...query([...COUNTING, "--info=del,stats2", ...filters, "--", ...PATHS], place), timeout: null };
}

/** Compares the mirror with a revision of the integrity data of the source. */
export function revisionCommand(
  copy: Copy,
  { argv }: ComparisonProgram,
  revision: string,
  stores: Capabilities,
): Command {
  const ignored = [
    ...(stores.modes ? [] : ["perm"]),
    ...(stores.owners ? [] : ["uid", "gid"]),
    ...(stores.hardLinks ? [] : ["links"]),
  ];
  const options = [
    `--dir=${handedDirectory(HANDED)}`,
    `--revision=${revision}`,
    ...(ignored.length === 0 ? [] : [`--ignore=${ignored.join(",")}`]),
    ...(stores.times === "two seconds" ? ["--window=2"] : []),
  ];
  return { ...query([...argv, ...options], comparisonPlace(copy)), timeout: null };
}

/** Copies the paths that the rules in a file show again where the content differs, although size and time are the same. */
export function contentCommand(copy: Copy, rules: string, stores: Capabilities | null): Command {
  const command = rsync(mover, copy, stores, ["--checksum"], [`merge ${rules}`]);
  return { ...command, condition: "if the content of files can differ although size and time are the same" };
}

/** Compares two revisions of the integrity data of the source. */
export function revisionsCommand(
  copy: Copy,
  argv: NonNullable<ComparisonProgram["revisions"]>,
  revisions: string,
): Command {
  return { ...query([...argv, `--revision=${revisions}`], comparisonPlace(copy)), timeout: null };
}

/**
 * Copies the paths that the rules in a file show again, each into a new file (`--ignore-times`): rsync never separates
 * two names of one file in a mirror if both have the right content. A directory gives way to another entry (`--force`).
 */
export function mendCommand(copy: Copy, rules: string, stores: Capabilities | null): Command {
  const command = rsync(mover, copy, stores, ["--ignore-times", "--force"], [`merge ${rules}`]);
  return { ...command, condition: "if paths differ after the copy" };
}

/**
 * Deletes the paths that the rules in a file hide, and a copy after this creates them again. rsync never separates two names of
 * a link, a FIFO, a socket or a device in a mirror, and changes the attributes of all of them. In a mirror without case, it
 * takes a name in another case for the name in the source, and deletes it after the copy.
 */
export function separateCommand(copy: Copy, rules: string, stores: Capabilities | null): Command {
  const command = rsync(mover, copy, stores, ["--delete"], [`merge ${rules}`]);
  return {
    ...command,
    condition:
      "if links, FIFOs, sockets or devices are one entry in the mirror and several in the source, or the case of a name changed",
  };
}

/** Without capabilities, all options that can follow from them come last, and a run leaves some of them out. */
function rsync(
  nature: typeof mover | typeof query,
  copy: Copy,
  stores: Capabilities | null,
  options: readonly string[],
  rules: readonly string[] = [],
): Command {
  const place = placeOf(copy);
  const filters = filtersOf(copy, rules);
  if (stores === null)
    return batchOf(nature(["rsync", "-rS", ...ALWAYS, ...options, ...filters, ...PATHS], place), POSSIBLE_OPTIONS);
  const kept = usesAll(stores) ? ALL : ["-rS", ...optionsFor(stores)];
  return nature(["rsync", ...kept, ...ALWAYS, ...options, ...filters, "--", ...PATHS], place);
}

/** A command of a plan, with the options for what the mirror stores. */
export function narrowedTo(command: Command, stores: Capabilities): Command {
  const used = new Set(optionsFor(stores));
  return command.batch === null ? command : narrowed(command, (option) => used.has(option));
}

/**
 * Counts what the copy would delete, changing nothing and reading no file's content. Excluded files count: the copy deletes
 * them too. `named`: each path is printed before the statistics.
 */
export function countCommand(copy: Copy, named: boolean): Command {
  const info = `--info=${named ? "del," : ""}stats2`;
  return query([...COUNTING, info, ...filtersOf(copy), "--", ...PATHS], placeOf(copy));
}

/** rsure reads the source as its working directory, and the mirror as an open directory. */
function comparisonPlace({ from, mounted, root, to }: Copy) {
  return { cwd: from, mounted, root, directories: { [HANDED]: to } };
}

/** The copied data must be on the disk before the mark says so. */
export function flushCommand(path: string, root: boolean): Command {
  return mover(["sync", "--file-system", "--", "."], { cwd: path, root });
}

/** In a merged file each rule ends with a NUL, as no name can. */
function filtersOf(copy: Copy, last: readonly string[] = []): readonly string[] {
  const merge = `merge ${copy.leftOut}`;
  return ["--from0", ...[...OWN_RULES, merge, ...copy.rules, ...last].map((rule) => `--filter=${rule}`)];
}
