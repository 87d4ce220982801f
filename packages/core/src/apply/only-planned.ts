import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Failure } from "../diagnostics/failure.ts";
import type { RunIo } from "../io/capability.ts";
import { type Command, type FileWrite, narrowed, type Step } from "../model/command.ts";
import { canonicalJson } from "../model/json.ts";
import { asShown } from "../provider/left-out.ts";

/**
 * An io that runs only the given steps, or a batch of them with fewer members. Handlers get this io, so that only
 * commands of the plan can run.
 *
 * @param found records the content of a file that the plan could not know, before the file is written; returns the
 * error
 */
export function onlyPlanned(
  io: RunIo,
  steps: readonly Step[],
  found: (write: FileWrite) => Promise<Diagnostic | null> = () => Promise.resolve(null),
): RunIo {
  const allowed = new Set(steps.map((step) => canonicalJson(step)));
  const batches = steps.filter((step): step is Command => step.do === "run" && step.batch !== null);
  return {
    ...io,
    run(step, listener) {
      const isPlanned = allowed.has(canonicalJson(asShown(step))) || batches.some((batch) => isPartOf(step, batch));
      if (!isPlanned) throw new Error(`a step that no plan shows: ${canonicalJson(step)}`);
      if (step.do !== "write" || step.found === undefined) return io.run(step, listener);
      const noted = step.bulk === true ? { ...step, content: `${step.content.length} bytes` } : step;
      return found(noted).then((lost) => {
        if (lost !== null) throw new Failure(lost);
        return io.run(step, listener);
      });
    },
  };
}

function isPartOf(step: Step, batch: Command): boolean {
  if (step.do !== "run" || step.batch === null || step.batch.members.length === 0) return false;
  const stays = new Set(step.batch.members);
  return canonicalJson(narrowed(batch, (member) => stays.has(member))) === canonicalJson(asShown(step));
}
