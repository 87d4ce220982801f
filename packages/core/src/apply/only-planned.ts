import type { RunIo } from "../io/capability.ts";
import type { Step } from "../model/command.ts";
import { canonicalJson } from "../model/json.ts";

/**
 * An io that runs nothing but the given steps. It is what a handler gets: so the commands that a plan shows are the
 * commands that run, whatever a handler's author had in mind.
 */
export function onlyPlanned(io: RunIo, steps: readonly Step[]): RunIo {
  const allowed = new Set(steps.map((step) => canonicalJson(step)));
  return {
    ...io,
    run(step, listener) {
      if (!allowed.has(canonicalJson(step))) throw new Error(`a step that no plan shows: ${canonicalJson(step)}`);
      return io.run(step, listener);
    },
  };
}
