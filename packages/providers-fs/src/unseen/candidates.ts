import { type Command, query } from "@rdump/core/provider";

/** A file of the source that changed, with what rsync compares. One character for each byte of the path. */
export interface ChangedFile {
  readonly path: string;
  readonly size: string;
  /** Seconds since 1970, rounded down. */
  readonly seconds: number;
}

/** The clock of a file server can be behind the clock of this machine. In seconds. */
const CLOCKS_DIFFER = 3600;

const ANSWER = 2 * 3600;

/** The files whose inode changed since a time (ctime), which no user can set. `since`: in seconds. */
export function findChangedCommand(source: Pick<Command, "cwd" | "mounted" | "root">, since: number): Command {
  const changed = ["-type", "f", "-newerct", `@${Math.max(0, since - CLOCKS_DIFFER)}`] as const;
  const argv = ["find", ".", "-xdev", ...changed, "-printf", "%s %T@ %P\\0"] as const;
  return query(argv, { ...source, env: { LC_ALL: "C" }, timeout: ANSWER });
}

/** Asks for the same facts about the files of a list, where the mirror has them. */
export function statCommand(list: string, mirror: string, root: boolean): Command {
  const argv = ["xargs", "--null", `--arg-file=${list}`, "stat", "--printf=%s %Y %n\\0", "--"] as const;
  return { ...query(argv, { cwd: mirror, root, env: { LC_ALL: "C", QUOTING_STYLE: "literal" } }), timeout: ANSWER };
}

/** Of a time, find prints the seconds rounded down, and the rest: -0.5 as `-1.5000000000`. */
export function parseChangedFiles(stdout: Buffer): readonly ChangedFile[] {
  const files: ChangedFile[] = [];
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, size = "", time = "", path = ""] = /^(\d+) (-?\d+)(?:\.\d+)? (.+)$/s.exec(entry) ?? [];
    if (path !== "") files.push({ path, size, seconds: Number(time) });
  }
  return files;
}

/** The files that rsync takes for the same in source and mirror. `window`: in seconds. */
export function takenForSame(
  source: readonly ChangedFile[],
  mirror: readonly ChangedFile[],
  window: number,
): readonly string[] {
  const byPath = new Map(mirror.map((file) => [file.path, file]));
  return source.flatMap(({ path, size, seconds }) => {
    const copy = byPath.get(path);
    return copy?.size === size && Math.abs(copy.seconds - seconds) <= window ? [path] : [];
  });
}
