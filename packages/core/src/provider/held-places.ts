import { dirname } from "node:path/posix";
import type { Held, RunIo } from "../io/capability.ts";
import type { Command, Expected, Identity, Step } from "../model/command.ts";

/**
 * Holds directories while it works, so that all steps of an action work in the same ones: where another disk is mounted meanwhile, or
 * another directory has the path, a step that names the path ends with `REPLACED`. A path that is not there is not held.
 *
 * @param paths exactly as the steps name them
 */
export async function inHeldPlaces<T>(
  io: RunIo,
  paths: readonly string[],
  work: (io: RunIo) => Promise<T>,
): Promise<T> {
  const held: Held[] = [];
  const expected: { [path: string]: Identity } = {};
  try {
    for (const path of paths) {
      const open = (await io.hold?.(path)) ?? null;
      if (open !== null) held.push(open);
      const facts = open ?? (await io.lstat(path).catch(() => null));
      if (facts !== null) expected[path] = { device: facts.device, inode: facts.inode };
    }
    return await work({
      ...io,
      query: (command, options) => io.query(expecting(command, expected), options),
      run: (step, listener) => io.run(expectingStep(step, expected), listener),
    });
  } finally {
    for (const each of held) await each.close();
  }
}

function expectingStep(step: Step, expected: Expected): Step {
  switch (step.do) {
    case "write": {
      const own = named([dirname(step.path)], expected);
      return own === null ? step : { ...step, expected: own };
    }
    case "pipe": {
      const [first, second, ...rest] = step.stages.map((stage) => ({
        ...stage,
        command: expecting(stage.command, expected),
      }));
      return first === undefined || second === undefined ? step : { ...step, stages: [first, second, ...rest] };
    }
    case "run":
      return expecting(step, expected);
    case "move":
      return step;
  }
}

function expecting(command: Command, expected: Expected): Command {
  const own = named([...(command.cwd === null ? [] : [command.cwd]), ...Object.values(command.directories)], expected);
  return own === null ? command : { ...command, expected: own };
}

/** Null: none of the paths is held. */
function named(paths: readonly string[], expected: Expected): Expected | null {
  const known = paths.flatMap((path) => (expected[path] === undefined ? [] : [[path, expected[path]] as const]));
  return known.length === 0 ? null : Object.fromEntries(known);
}
