import { type Capabilities, type Command, query } from "@rdump/core/provider";
import type { Searched } from "./trees.ts";

/** The kinds of entries that not every mirror stores, as `find` and as the mode of stat(2) name them. */
const KINDS = {
  l: { format: 0xa000, isStored: (stores: Capabilities) => stores.symlinks },
  p: { format: 0x1000, isStored: (stores: Capabilities) => stores.specials },
  s: { format: 0xc000, isStored: (stores: Capabilities) => stores.specials },
  b: { format: 0x6000, isStored: (stores: Capabilities) => stores.devices },
  c: { format: 0x2000, isStored: (stores: Capabilities) => stores.devices },
} as const;
const LETTERS = Object.keys(KINDS) as readonly (keyof typeof KINDS)[];

const FORMAT_BITS = 0xf000;
const ANSWER = 2 * 3600;

/** The bits of the kind in the mode, by path; one character for each byte of the path. */
type Formats = ReadonlyMap<string, number>;

/** Finds the entries of kinds that a mirror does not store; null: it stores all kinds. */
export function findUnstoredCommand({ from, mounted, root }: Searched, stores: Capabilities): Command | null {
  const letters = LETTERS.filter((letter) => !KINDS[letter].isStored(stores));
  if (letters.length === 0) return null;
  const argv = ["find", ".", "-xdev", "-mindepth", "1", "-type", letters.join(","), "-printf", "%y %P\\0"] as const;
  return query(argv, { cwd: from, mounted, root, env: { LC_ALL: "C" }, timeout: ANSWER });
}

export function parseUnstored(stdout: Buffer): Formats {
  const formats = new Map<string, number>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, letter = "", path = ""] = /^([lpsbc]) (.+)$/s.exec(entry) ?? [];
    if (path !== "") formats.set(path, KINDS[letter as keyof typeof KINDS].format);
  }
  return formats;
}

/** Asks for the kinds of the paths of a list, where the mirror has them. */
export function formatsCommand(list: string, mirror: string, root: boolean): Command {
  const argv = ["xargs", "--null", `--arg-file=${list}`, "stat", "--printf=%f %n\\0", "--"] as const;
  return query(argv, { cwd: mirror, root, env: { LC_ALL: "C", QUOTING_STYLE: "literal" }, timeout: ANSWER });
}

export function parseFormats(stdout: Buffer): Formats {
  const formats = new Map<string, number>();
  for (const entry of stdout.toString("latin1").split("\0")) {
    const [, mode = "", path = ""] = /^([0-9a-f]{1,8}) (.+)$/s.exec(entry) ?? [];
    if (path !== "") formats.set(path, Number.parseInt(mode, 16) & FORMAT_BITS);
  }
  return formats;
}

/** The paths that the mirror has as something else than the source, and cannot have as in the source. */
export function outdatedIn(source: Formats, mirror: Formats): readonly string[] {
  return [...source].flatMap(([path, format]) => {
    const inMirror = mirror.get(path);
    return inMirror === undefined || inMirror === format ? [] : [path];
  });
}
