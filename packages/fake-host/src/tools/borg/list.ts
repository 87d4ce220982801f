import { below, sizeOf } from "../../tree/node.ts";
import type { World } from "../../world/world.ts";
import { type Call, done, type Ended, refused, type Tool } from "../tool.ts";
import { logLine, timeText } from "./log.ts";
import { type Opened, open } from "./open.ts";

const KNOWN = {
  "--json": "flag",
  "--json-lines": "flag",
  "--consider-checkpoints": "flag",
  "--format": "value",
  "--glob-archives": "value",
  "--last": "value",
} as const;

/** `borg list --json`: archives by age, with what the format asks for beside; `--json-lines` of one: what is in it. */
export const list: Tool = {
  run(world, call) {
    const opened = open(world, call, KNOWN);
    if ("exitCode" in opened) return opened;
    const { repository, location, options } = opened;
    if (opened.archive !== "") return content(world, call, opened);
    const format = options.one("--format") ?? "";
    const glob = options.one("--glob-archives");
    const expression = glob === null ? null : expressionOf(glob);
    const archives = repository.archives
      .filter(({ name }) => expression === null || expression.test(name))
      .filter(({ name }) => options.has("--consider-checkpoints") || !/\.checkpoint(\.\d+)?$/.test(name))
      .toSorted((a, b) => a.time - b.time)
      .slice(-Number(options.one("--last") ?? repository.archives.length))
      .map(({ name, id, time, comment, commandLine }) => ({
        archive: name,
        barchive: name,
        ...(format.includes("{command_line}") ? { command_line: commandLine } : {}),
        ...(format.includes("{comment}") ? { comment } : {}),
        id,
        name,
        start: timeText(time),
        time: timeText(time),
      }));
    const answer = {
      archives,
      encryption: { mode: repository.encryption },
      repository: { id: repository.id, last_modified: timeText(call.now), location },
    };
    return done(world, `${JSON.stringify(answer, null, 4)}\n`);
  },
};

/** The entries of an archive below some paths, a JSON line for each entry. */
function content(world: World, call: Call, { repository, archive, options }: Opened): Ended {
  const found = repository.archives.find(({ name }) => name === archive);
  if (found === undefined) {
    const words = `Archive ${archive} does not exist`;
    return refused(world, 2, logLine(call.now, "ERROR", words, "Archive.DoesNotExist"));
  }
  const prefixes = options.words.slice(1).map((pattern) => {
    if (!pattern.startsWith("pp:")) throw new Error(`the fake does not know the pattern ${pattern}`);
    return pattern.slice(3);
  });
  const isAsked = (path: string) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  const lines = below(found.tree).filter(([path]) => isAsked(path));
  return done(world, lines.map(([path, node]) => `${JSON.stringify({ path, size: sizeOf(node) })}\n`).join(""));
}

/** As Python's fnmatch: `*` and `?` match anything, a slash too. */
function expressionOf(glob: string): RegExp {
  const expression = glob.replaceAll(/[\\^$.*+?()[\]{}|]/g, (character) =>
    character === "*" ? ".*" : character === "?" ? "." : `\\${character}`,
  );
  return new RegExp(`^${expression}$`, "s");
}
