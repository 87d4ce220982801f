import { basename, join } from "node:path/posix";
import { isMountPoint, locate } from "../../kernel/locate.ts";
import { edited } from "../../tree/edit.ts";
import { parentOf, withDirectory, without } from "../../tree/place.ts";
import type { World } from "../../world/world.ts";
import { Options } from "../options.ts";
import { done, refused, type Tool } from "../tool.ts";

/** `install --directory --mode=MODE PATH...`: what is there already gets the mode. */
export const install: Tool = {
  run(world, { argv }) {
    const { words, mode } = asked(argv);
    return done(words.reduce((before, path) => placed(before, path, mode), world));
  },

  halves(world, { argv }) {
    const { words, mode } = asked(argv);
    return words.slice(0, -1).map((path, index) => ({
      what: `${path} is made, and not what comes after it`,
      world: words.slice(0, index + 1).reduce((before, each) => placed(before, each, mode), world),
    }));
  },
};

function asked(argv: readonly string[]) {
  const options = Options.parse(argv.slice(1), { "--directory": "flag", "--mode": "value" });
  if (!options.has("--directory")) throw new Error("the fake's install makes directories");
  return { words: options.words, mode: Number.parseInt(options.one("--mode") ?? "755", 8) };
}

function placed(world: World, path: string, mode: number): World {
  const there = withDirectory(world, path);
  const found = locate(there, path);
  if (found !== null && isMountPoint(found)) return there;
  return edited(there, parentOf(there, path), (directory) => {
    const made = directory.entries[basename(path)];
    if (made !== undefined) made.mode = mode;
  });
}

export const rmdir: Tool = {
  run(world, { argv }) {
    const [path = ""] = Options.parse(argv.slice(1), {}).words;
    const failed = (why: string) => refused(world, 1, `rmdir: failed to remove '${path}': ${why}`);
    const found = locate(world, path, false);
    if (found === null) return failed("No such file or directory");
    if (isMountPoint(found)) return failed("Device or resource busy");
    if (found.node.kind !== "directory") return failed("Not a directory");
    if (Object.keys(found.node.entries).length > 0) return failed("Directory not empty");
    return done(without(world, path));
  },
};

/** `mv --no-target-directory -- FROM TO`: a rename, within one file system. */
export const mv: Tool = {
  run(world, { argv }) {
    const [from = "", to = ""] = Options.parse(argv.slice(1), { "--no-target-directory": "flag" }).words;
    const found = locate(world, from, false);
    if (found === null) return refused(world, 1, `mv: cannot stat '${from}': No such file or directory`);
    if (locate(world, to, false) !== null) throw new Error(`the fake's mv replaces nothing: ${to}`);
    const placed = edited(world, parentOf(world, to), (directory) => {
      directory.entries[basename(to)] = structuredClone(found.node) as never;
    });
    return done(without(placed, from));
  },
};

/** `mkdir --mode=MODE -- PATH`: nothing may be there. */
export const mkdir: Tool = {
  run(world, { argv, cwd }) {
    const options = Options.parse(argv.slice(1), { "--mode": "value" });
    const path = join(cwd, options.words[0] ?? "");
    if (locate(world, path, false) !== null)
      return refused(world, 1, `mkdir: cannot create directory '${path}': File exists`);
    return done(placed(world, path, Number.parseInt(options.one("--mode") ?? "755", 8)));
  },
};

/** `rm --force -- PATH`: one file, with `--recursive` also a directory, and nothing when it is not there. */
export const rm: Tool = {
  run(world, { argv, cwd }) {
    const known = { "--force": "flag", "--recursive": "flag", "--one-file-system": "flag" } as const;
    const options = Options.parse(argv.slice(1), known);
    const path = join(cwd, options.words[0] ?? "");
    const found = locate(world, path, false);
    if (found === null) return done(world);
    if (found.node.kind === "directory" && !options.has("--recursive"))
      return refused(world, 1, `rm: cannot remove '${path}': Is a directory`);
    return done(without(world, path));
  },
};

/** In this world, all written data is on the disk at once. */
export const sync: Tool = { run: (world) => done(world) };
export const udevadm: Tool = { run: (world) => done(world) };
