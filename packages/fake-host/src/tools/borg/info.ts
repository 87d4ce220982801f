import { done, refused, type Tool } from "../tool.ts";
import { statsOf } from "./content.ts";
import { logLine, timeText } from "./log.ts";
import { open } from "./open.ts";

/** `borg info --json REPOSITORY::NAME`. */
export const info: Tool = {
  run(world, call) {
    const opened = open(world, call, { "--json": "flag" });
    if ("exitCode" in opened) return opened;
    const found = opened.repository.archives.find(({ name }) => name === opened.archive);
    if (found === undefined) {
      const words = `Archive ${opened.archive} does not exist`;
      return refused(world, 2, logLine(call.now, "ERROR", words, "Archive.DoesNotExist"));
    }
    const { id, name, time, comment, commandLine, tree } = found;
    const archive = { id, name, comment, command_line: commandLine, start: timeText(time), stats: statsOf(tree) };
    return done(world, `${JSON.stringify({ archives: [archive] }, null, 4)}\n`);
  },
};
