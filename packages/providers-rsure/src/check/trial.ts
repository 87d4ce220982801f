import { type ActionContext, type Outcome, type ProofTrial, runTrial } from "@rdump/core/provider";
import type { CheckInput } from "./input.ts";

/** The command of a proof; null: there is none. */
export function trialOf({ command, volume, directory, proof, asRoot }: CheckInput): ProofTrial | null {
  if (command === undefined || proof?.place == null) return null;
  return { command, volume, directory, asRoot, point: proof.point, place: proof.place.path };
}

/** The outcome of a comparison, and of the command that uses the same tree. A tree that differs is not tried. */
export async function tried(
  outcome: Outcome,
  { input, io }: Pick<ActionContext<CheckInput>, "input" | "io">,
): Promise<Outcome> {
  const trial = trialOf(input);
  const { proof, warnings } = outcome;
  if (trial === null || outcome.status === "failed" || proof === undefined) return outcome;
  const result = await runTrial(trial, io);
  if (result.kind === "not run") return { status: "failed", diagnostic: result.diagnostic, warnings };
  const { command, failure } = result;
  if (failure === null) return { ...outcome, proof: { ...proof, command } };
  return { status: "failed", diagnostic: failure, warnings, proof: { ...proof, verdict: "failed", command } };
}
