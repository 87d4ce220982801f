import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXCLUDED, HIDDEN } from "./matrix-changes.ts";

/** The differences between file systems in what they store. */
export type Keeps = "everything" | "whole seconds" | "everything except ACLs" | "FAT";

const LISTED = { encoding: "latin1", maxBuffer: 1 << 26 } as const;
const FORMAT = "%P\\t%y %m %U %G %s %T@ %l %n\\0";
/** What file systems show at their roots. */
const NEITHER = ["(", "-path", "./lost+found", "-o", "-path", "./.zfs", ")", "-prune", "-o"] as const;
const isOutside = (path: string, exclude: boolean) =>
  path.includes(`/${HIDDEN}`) || (exclude && path.endsWith(EXCLUDED)) || /^(\.rdump\.json|2sure\..*)$/.test(path);

/**
 * The entries of a tree, by find and hashes, and not by rsync: a line for each entry, and for its attributes. `exclude`:
 * without what is excluded. What a mount hides is left out.
 */
export function facts(cwd: string, keeps: Keeps, exclude: boolean): readonly string[] {
  const found = ["find", [".", "-mindepth", "1", ...NEITHER, "-printf", FORMAT]] as const;
  const lines = execFileSync(...found, { ...LISTED, cwd }).split("\0");
  const entries = lines.flatMap((line) => {
    const at = line.lastIndexOf("\t");
    const path = line.slice(0, at);
    return path === "" || isOutside(path, exclude) ? [] : factsOf(cwd, path, line.slice(at + 1), keeps);
  });
  return [...entries, ...(keeps === "FAT" ? [] : attributes(cwd, keeps, exclude))].sort();
}

function factsOf(cwd: string, path: string, rest: string, keeps: Keeps): readonly string[] {
  const file = join(cwd, Buffer.from(path, "latin1").toString("utf8"));
  const stat = lstatSync(file);
  const content = stat.isFile() ? createHash("sha1").update(readFileSync(file)).digest("hex") : "";
  if (keeps === "FAT") {
    const stored = stat.isFile() ? `${Math.floor(stat.mtimeMs / 2000)} ${content}` : "directory";
    return stat.isFile() || stat.isDirectory() ? [`${path} ${stored}`] : [];
  }
  const size = stat.isDirectory() ? rest.replace(/^(\S+ \S+ \S+ \S+) \d+ (\S+) (.*) \d+$/, "$1 $2 $3") : rest;
  const times = keeps === "whole seconds" ? size.replace(/(-?\d+)\.\d+/, (_, whole) => whole) : size;
  return [`${path} ${times} ${stat.isDirectory() ? "" : stat.rdev} ${content}`];
}

/** ACLs, extended attributes of users, and file capabilities. */
function attributes(cwd: string, keeps: Keeps, exclude: boolean): readonly string[] {
  const acls = keeps === "everything except ACLs" ? "" : "|system[.]posix";
  const names = `^(user[.]|security[.]capability${acls})`;
  const text = execFileSync("getfattr", ["-R", "-P", "-h", "-d", "-m", names, "-e", "hex", "."], { ...LISTED, cwd });
  return text
    .split("\n\n")
    .filter((block) => !isOutside(/^# file: (.*)$/m.exec(block)?.[1] ?? "", exclude))
    .map((block) => block.trim())
    .filter((block) => block !== "");
}

/** Of the entries that differ between two trees, the paths that a message about them does not name. */
export function unnamed(one: readonly string[], other: readonly string[], message: string): readonly string[] {
  const differing = [...one.filter((each) => !other.includes(each)), ...other.filter((each) => !one.includes(each))];
  return differing.map(pathOf).filter((path) => !message.includes(path));
}

const pathOf = (fact: string) => /^# file: (.*)$/m.exec(fact)?.[1] ?? fact.replace(/ .*/s, "");
