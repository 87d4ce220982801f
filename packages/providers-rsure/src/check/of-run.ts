import { RUN_TIME_TOKEN, type RunRef } from "@rdump/core/provider";
import type { RecordedPoint } from "./input.ts";

/** An input whose revision is known. */
export type Resolved<T extends RecordedPoint> = T & { readonly revision: string };

/** The same input; of a point that the run itself has made, with the names that the run gave. */
export function ofRun<T extends RecordedPoint>(input: T, { stamp }: Pick<RunRef, "stamp">): Resolved<T> {
  const { revision, proof } = input;
  if (revision !== null) return { ...input, revision };
  const named = proof === null ? null : { ...proof, point: proof.point.replace(RUN_TIME_TOKEN, stamp) };
  return { ...input, revision: stamp, proof: named };
}
