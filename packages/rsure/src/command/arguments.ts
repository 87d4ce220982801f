import { readFileSync } from "node:fs";
import { SureError } from "../errors.ts";
import { type ByteString, bytesOfText, textOfBytes } from "../format/bytes.ts";
import type { Tags } from "../format/header.ts";
import { parseInstant } from "../format/instant.ts";
import type { Digest } from "../scan/batch.ts";
import type { Scrub } from "../scan/scrub.ts";
import { DEFAULT_FILE } from "../store/place.ts";
import type { Wanted } from "../weave/directories.ts";

const COMMANDS = ["scan", "update", "check", "compare", "signoff", "show", "find", "list", "copy-back"] as const;
type CommandName = (typeof COMMANDS)[number];

export type ProgressMode = "auto" | "json" | "none";

/** A parsed command line. */
export interface Arguments {
  readonly command: CommandName;
  readonly file: ByteString;
  readonly directory: ByteString;
  readonly from: ByteString | undefined;
  readonly run: string | undefined;
  readonly tags: Tags;
  readonly revision: string | undefined;
  readonly ignored: readonly string[];
  /** In seconds. */
  readonly window: number;
  readonly asOf: number | undefined;
  readonly since: string | undefined;
  readonly digests: readonly Digest[];
  readonly xattrs: boolean;
  /** Of a file without a hash on both sides, the ctime counts. */
  readonly changeTimes: boolean;
  /** In bytes. */
  readonly largest: number | undefined;
  /** The period in seconds in which `update` hashes each file again. */
  readonly scrub: Scrub | undefined;
  readonly threads: number | undefined;
  /** `check` compares which names are one file. */
  readonly links: boolean;
  /** The file with the paths whose content `check` reads. */
  readonly only: ByteString | undefined;
  /** Which entries `find` prints. */
  readonly wanted: Wanted;
  readonly json: boolean;
  readonly progress: ProgressMode;
  readonly compatExit: boolean;
}

export type Parsed = Arguments | "help" | "version";

const WITH_VALUE: { readonly [option: string]: string } = {
  "-f": "file",
  "--file": "file",
  "-d": "dir",
  "--dir": "dir",
  "--from": "from",
  "--run": "run",
  "--tag": "tag",
  "-v": "revision",
  "--revision": "revision",
  "--version": "revision",
  "-i": "ignore",
  "--ignore": "ignore",
  "--hash": "hash",
  "--as-of": "as-of",
  "--largest": "largest",
  "--window": "window",
  "--since": "since",
  "--scrub": "scrub",
  "--only": "only",
  "--threads": "threads",
  "--path": "path",
  "--depth": "depth",
  "--name": "name",
  "--progress": "progress",
};
const FLAGS = new Set(["--json", "--xattrs", "--ctime", "--links", "--compat-exit"]);

/** Options that take all words up to the next option or the command, as the original does. */
const LISTS: ReadonlySet<string> = new Set(["tag", "ignore"]);

interface Words {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly flags: ReadonlySet<string>;
  readonly commands: readonly string[];
}

/**
 * @param argv the words behind the program's name, as bytes
 * @throws SureError `usage`
 */
export function parseArguments(argv: readonly ByteString[]): Parsed {
  const words = sortWords(argv);
  if (words.flags.has("help")) return "help";
  if (words.flags.has("version")) return "version";
  const { values, flags, commands } = words;
  const all = (key: string): readonly string[] => (values.get(key) ?? []).map(textOfBytes);
  const last = (key: string): string | undefined => all(key).at(-1);
  const [command, ...more] = commands;
  if (command === undefined) throw usage(`a command is required: ${COMMANDS.join(", ")}`);
  if (command === "adopt") throw usage('the command "adopt" has the name "copy-back" now');
  if (!isCommand(command)) throw usage(`unknown command ${quoted(command)}`);
  if (more.length > 0) throw usage(`unexpected argument ${quoted(more[0] as string)}`);
  const asOf = last("as-of");
  return {
    command,
    file: values.get("file")?.at(-1) ?? DEFAULT_FILE,
    directory: values.get("dir")?.at(-1) ?? ".",
    from: values.get("from")?.at(-1),
    run: parseRun(last("run")),
    tags: parseTags(all("tag")),
    revision: last("revision"),
    ignored: all("ignore").flatMap((list) => list.split(",")),
    window: parseWindow(last("window")),
    asOf: asOf === undefined ? undefined : parseInstant(asOf),
    since: last("since"),
    digests: all("hash").map(parseDigest).includes("sha256") ? ["sha1", "sha256"] : ["sha1"],
    xattrs: flags.has("--xattrs"),
    changeTimes: flags.has("--ctime"),
    links: flags.has("--links"),
    largest: parseLargest(last("largest")),
    scrub: parseScrub(last("scrub")),
    threads: parseThreads(last("threads")),
    only: values.get("only")?.at(-1),
    wanted: {
      below: parsePath(values.get("path")?.at(-1) ?? ""),
      depth: parseDepth(last("depth")),
      name: values.get("name")?.at(-1) ?? "",
    },
    json: flags.has("--json"),
    progress: parseProgress(last("progress") ?? "auto"),
    compatExit: flags.has("--compat-exit"),
  };
}

/** Whether the words ask for the original's exit statuses, even if they make no sense otherwise. */
export const asksForCompatExit = (argv: readonly string[]): boolean => argv.includes("--compat-exit");

/** `--version` alone asks for the version of the program. Beside a command it names a revision, as in the original. */
const asksForVersion = (argv: readonly ByteString[]): boolean => argv.length === 1 && argv[0] === "--version";

function sortWords(argv: readonly ByteString[]): Words {
  if (asksForVersion(argv)) return { values: new Map(), flags: new Set(["version"]), commands: [] };
  const values = new Map<string, string[]>();
  const flags = new Set<string>();
  const commands: string[] = [];
  const words = [...argv];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === "-h" || word === "--help") flags.add("help");
    else if (word === "-V") flags.add("version");
    else if (FLAGS.has(word)) flags.add(word);
    else if (!word.startsWith("-") || word === "-") commands.push(word);
    else {
      const [option, inline] = splitOption(word);
      const key = WITH_VALUE[option];
      if (key === undefined) throw usage(`unknown option ${quoted(word)}`);
      const value = inline ?? words.shift();
      if (value === undefined) throw usage(`${option} requires a value`);
      const more = LISTS.has(key) && inline === undefined ? furtherValues(words, commands.length > 0) : [];
      values.set(key, [...(values.get(key) ?? []), value, ...more]);
    }
  }
  return { values, flags, commands };
}

/** Reads the further values of a list. Before the command, the name of the command ends the list. */
function furtherValues(words: string[], hasCommand: boolean): readonly string[] {
  const end = words.findIndex((word) => word.startsWith("-") || (!hasCommand && isCommand(word)));
  return words.splice(0, end < 0 ? words.length : end);
}

/** `--file=x` and `-fx` hold their value. */
function splitOption(word: string): readonly [string, string | undefined] {
  if (!word.startsWith("--")) return [word.slice(0, 2), word.length > 2 ? word.slice(2) : undefined];
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

const usage = (message: string): SureError => new SureError("usage", message);

const quoted = (word: ByteString): string => JSON.stringify(textOfBytes(word));

const isCommand = (word: string): word is CommandName => (COMMANDS as readonly string[]).includes(word);

/** It becomes part of a file's name. */
function parseRun(word: string | undefined): string | undefined {
  if (word === undefined || /^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/.test(word)) return word;
  throw usage(`--run takes letters, digits, ".", "_" and "-", not ${JSON.stringify(word)}`);
}

const OWN_TAGS: ReadonlySet<string> = new Set(["as-of", "attributes", "largest", "scrub"]);

function parseTags(words: readonly string[]): Tags {
  const tags = words.map((word): [string, string] => {
    const equals = word.indexOf("=");
    if (equals < 1) throw usage(`--tag takes KEY=VALUE, not ${JSON.stringify(word)}`);
    const key = word.slice(0, equals);
    if (OWN_TAGS.has(key)) throw usage(`the tag ${key} is reserved for rsure`);
    return [key, word.slice(equals + 1)];
  });
  return Object.fromEntries(tags);
}

function parseDigest(word: string): Digest {
  if (word === "sha1" || word === "sha256") return word;
  throw usage(`--hash takes sha1 or sha256, not ${JSON.stringify(word)}`);
}

const UNITS = ["", "K", "M", "G", "T", "P"];

/** Bytes, with a unit in powers of 1024. */
function parseLargest(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const [, digits, unit = ""] = /^([1-9]\d{0,14})([KMGTP]?)$/.exec(word) ?? [];
  const bytes = Number(digits) * 1024 ** UNITS.indexOf(unit);
  if (Number.isSafeInteger(bytes) && bytes < 1e15) return bytes;
  throw usage(`--largest takes bytes, for example 50000000 or 500G, not ${JSON.stringify(word)}`);
}

const SECONDS: { readonly [unit: string]: number } = { h: 3600, d: 86_400, w: 604_800 };

function parseScrub(word: string | undefined): Scrub | undefined {
  if (word === undefined || word === "all") return word;
  const [, digits, unit = ""] = /^([1-9]\d{0,5})([hdw])$/.exec(word) ?? [];
  const seconds = Number(digits) * (SECONDS[unit] ?? Number.NaN);
  if (Number.isSafeInteger(seconds)) return seconds;
  throw usage(`--scrub takes a period such as 30d (h, d or w), or "all", not ${JSON.stringify(word)}`);
}

function parseWindow(word: string | undefined): number {
  if (word === undefined) return 1;
  if (!/^[1-9]\d{0,4}$/.test(word)) throw usage(`--window takes seconds from 1 to 99999, not ${JSON.stringify(word)}`);
  return Number(word);
}

function parseThreads(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(word)) throw usage(`--threads takes a number from 1 to 999, not ${JSON.stringify(word)}`);
  return Number(word);
}

function parsePath(path: ByteString): readonly ByteString[] {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) throw usage(`--path takes a path from the root of the tree, not ${quoted(path)}`);
  return names;
}

function parseDepth(word: string | undefined): number {
  if (word === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,4}$/.test(word)) throw usage(`--depth takes a number from 0 to 9999, not ${JSON.stringify(word)}`);
  return Number(word);
}

function parseProgress(word: string): ProgressMode {
  if (word === "auto" || word === "json" || word === "none") return word;
  throw usage(`--progress takes auto, json or none, not ${JSON.stringify(word)}`);
}

/**
 * Words as the bytes that they were given as. A path is bytes and Node's words are text, so where Node could not decode one
 * the process's own command line is asked, whose last words `argv` must then be.
 */
export function bytesOfWords(argv: readonly string[], commandLine = "/proc/self/cmdline"): readonly ByteString[] {
  if (!argv.some((word) => word.includes("\ufffd"))) return argv.map(bytesOfText);
  return readFileSync(commandLine, "latin1").split("\0").slice(0, -1).slice(-argv.length);
}
