import { type Outcome, type ReadIo, visible } from "@rdump/core/provider";
import { RSURE } from "../codes.ts";
import type { Place } from "../command.ts";
import { type Revision, revisionsIn } from "../revisions.ts";
import type { RecordedPoint } from "./input.ts";
import type { Resolved } from "./of-run.ts";

export type Found =
  | { readonly place: Place; readonly revision: Revision }
  | { readonly missing: readonly string[] }
  | { readonly damaged: string };

export async function findRevision(input: Resolved<RecordedPoint>, io: ReadIo): Promise<Found> {
  const { rsure, surefiles, revision, volume, proof, tree } = input;
  const missing: string[] = [];
  for (const [at, place] of surefiles.entries()) {
    const isOfPoint = at === 0 && proof !== null;
    const found = await revisionsIn(rsure, place, io, isOfPoint && tree?.root === true);
    const named =
      found.state === "present" ? found.revisions.find((each) => isNamed(each, revision, volume)) : undefined;
    if (named !== undefined && missing.length > 0 && proof?.carries === true) return { damaged: missing.join("; ") };
    if (named !== undefined) return { place, revision: named };
    const why = whyMissing(found, place, revision);
    if (isOfPoint && found.state === "unreadable") return { damaged: why };
    missing.push(why);
  }
  return { missing };
}

function isNamed({ name, volume }: Revision, wanted: string, of: string): boolean {
  return name === wanted && (volume ?? of) === of;
}

function whyMissing(found: Awaited<ReturnType<typeof revisionsIn>>, { file }: Place, revision: string): string {
  switch (found.state) {
    case "present":
      return `${visible(file)} does not have the revision ${revision}`;
    case "absent":
      return `${visible(file)} does not exist or is not trusted`;
    case "unreadable":
      return found.diagnostic.detail;
  }
}

/** The integrity data is a part of the point: without it the point cannot be proven by itself. */
export function surefileDamaged({ proof }: Pick<RecordedPoint, "proof">, why: string): Outcome {
  const diagnostic = RSURE.error("rsure-point-surefile", why);
  if (proof === null) return { status: "failed", diagnostic, warnings: [] };
  const nothing = { files: 0, bytes: 0, differences: 1, lacks: [] };
  return { status: "failed", diagnostic, warnings: [], proof: { verdict: "failed", point: proof.point, ...nothing } };
}

/** Without the revision nothing is known, good or bad. */
export function notProvable(missing: readonly string[]): Outcome {
  return {
    status: "done",
    made: null,
    moved: {},
    warnings: [RSURE.warning("rsure-not-provable", `${missing.join("; ")}.`)],
  };
}
