import { done, type Tool } from "../tool.ts";
import { timeText } from "./log.ts";
import { open } from "./open.ts";

const KNOWN = {
  "--json": "flag",
  "--consider-checkpoints": "flag",
  "--format": "value",
  "--glob-archives": "value",
} as const;

/** `borg list --json`: archives by age, with what the format asks for beside. */
export const list: Tool = {
  run(world, call) {
    const opened = open(world, call, KNOWN);
    if ("exitCode" in opened) return opened;
    const { repository, location, options } = opened;
    const format = options.one("--format") ?? "";
    const glob = options.one("--glob-archives");
    const expression = glob === null ? null : expressionOf(glob);
    const archives = repository.archives
      .filter(({ name }) => expression === null || expression.test(name))
      .filter(({ name }) => options.has("--consider-checkpoints") || !/\.checkpoint(\.\d+)?$/.test(name))
      .toSorted((a, b) => a.time - b.time)
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

/** As Python's fnmatch: `*` and `?` match anything, a slash too. */
function expressionOf(glob: string): RegExp {
  const expression = glob.replaceAll(/[\\^$.*+?()[\]{}|]/g, (character) =>
    character === "*" ? ".*" : character === "?" ? "." : `\\${character}`,
  );
  return new RegExp(`^${expression}$`, "s");
}
