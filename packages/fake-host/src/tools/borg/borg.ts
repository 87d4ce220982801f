import type { World } from "../../world/world.ts";
import type { Call, Ended, Half, Tool } from "../tool.ts";
import { check, compact } from "./care.ts";
import { create } from "./create.ts";
import { remove } from "./delete.ts";
import { info } from "./info.ts";
import { init } from "./init.ts";
import { list } from "./list.ts";
import { rename } from "./rename.ts";

const version: Tool = {
  run: (world) => ({ world, exitCode: 0, stdout: "borg 1.2.4\n", stderr: "" }),
};

const COMMANDS: { readonly [name: string]: Tool } = {
  init,
  list,
  info,
  create,
  rename,
  delete: remove,
  check,
  compact,
  "--version": version,
};

/** borg 1.2, by its own commands. A repository changes by commits: killed, it is as it was at the last one. */
export const borg: Tool = {
  run(world: World, call: Call): Ended {
    return commandOf(call).run(world, call);
  },
  halves(world: World, call: Call): readonly Half[] {
    return commandOf(call).halves?.(world, call) ?? [];
  },
};

function commandOf({ argv }: Call): Tool {
  const command = COMMANDS[argv[1] ?? ""];
  if (command === undefined) throw new Error(`the fake does not know borg ${argv[1]}`);
  return command;
}
