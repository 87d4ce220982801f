/**
 * What a proof found out. `proven`: the whole point is as it was saved. `failed`: something differs, or is damaged. `not
 * proven`: files were written while the point was made, and everything else is as it was saved.
 */
export const VERDICTS = ["proven", "failed", "not proven"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The result of a proof: a comparison of a whole point with the integrity data of the run that made it. */
export interface Proof {
  readonly verdict: Verdict | "accepted";
  /** The name of the point. */
  readonly point: string;
  readonly files: number;
  readonly bytes: number;
  /** Differences and damages, and for `not proven` the files that changed meanwhile. */
  readonly differences: number;
  /** Parts of the source that the place of the restored tree could not store, so that they were not compared. */
  readonly lacks: readonly string[];
}

/** As a record has it; null for anything else. */
export function readProof(value: unknown): Proof | null {
  if (typeof value !== "object" || value === null) return null;
  const { verdict, point, files, bytes, differences, lacks } = value as { readonly [key: string]: unknown };
  const known = verdict === "accepted" || VERDICTS.some((each) => each === verdict);
  if (!known || typeof point !== "string") return null;
  if (![files, bytes, differences].every((each) => Number.isSafeInteger(each) && (each as number) >= 0)) return null;
  if (!Array.isArray(lacks) || !lacks.every((each) => typeof each === "string")) return null;
  return { verdict, point, files, bytes, differences, lacks } as Proof;
}
