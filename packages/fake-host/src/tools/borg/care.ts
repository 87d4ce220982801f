import { done, type Tool } from "../tool.ts";
import { logLine } from "./log.ts";
import { open } from "./open.ts";
import { committed } from "./store.ts";

/** `borg check`: no repository of this world is damaged. */
export const check: Tool = {
  run(world, call) {
    const opened = open(world, call, { "--progress": "flag" });
    if ("exitCode" in opened) return opened;
    return done(committed(world, opened.repository.id, ({ checked }) => ({ checked: checked + 1 })));
  },
};

/** `borg compact`. Killed in the middle, it has freed some segments, which is not visible. */
export const compact: Tool = {
  run(world, call) {
    const opened = open(world, call, { "--progress": "flag", "--info": "flag" });
    if ("exitCode" in opened) return opened;
    const after = committed(world, opened.repository.id, ({ compacted }) => ({ compacted: compacted + 1 }));
    const said = logLine(call.now, "INFO", "compaction freed about 1.00 kB repository space.");
    return { world: after, exitCode: 0, stdout: "", stderr: `${said}\n` };
  },
};
