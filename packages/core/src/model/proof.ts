/**
 * What a proof found out. `proven`: the whole point is as it was saved. `failed`: something differs, or is damaged. `not
 * proven`: files were written while the point was made, and everything else is as it was saved.
 */
export const VERDICTS = ["proven", "failed", "not proven"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What the proofs of samples have covered. */
export interface Coverage {
  /** Files and other entries of the point, without directories. */
  readonly files: number;
  /** How many of them were proven as they are in the point. */
  readonly proven: number;
  /** The time of the oldest of these proofs, as ISO 8601; null: there is none. */
  readonly since: string | null;
}

/** How the command of a proof ended. */
export interface CommandOfProof {
  readonly argv: readonly string[];
  /** As declared; null: the user of rdump. */
  readonly user: string | null;
  /** `exit status 0`. */
  readonly end: string;
  readonly succeeded: boolean;
  /** It had no network. */
  readonly isolated: boolean;
}

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
  /** Of a proof of a sample; absent: the whole point was compared. */
  readonly coverage?: Coverage;
  /** Absent: no command is declared, or it did not run because something differs. */
  readonly command?: CommandOfProof;
}

/** As a record has it; null for anything else. */
export function readProof(value: unknown): Proof | null {
  if (typeof value !== "object" || value === null) return null;
  const { verdict, point, files, bytes, differences, lacks, coverage, command } = value as {
    readonly [key: string]: unknown;
  };
  const known = verdict === "accepted" || VERDICTS.some((each) => each === verdict);
  if (!known || typeof point !== "string") return null;
  if (![files, bytes, differences].every(isCount)) return null;
  if (!Array.isArray(lacks) || !lacks.every((each) => typeof each === "string")) return null;
  if (coverage !== undefined && !isCoverage(coverage)) return null;
  if (command !== undefined && !isCommand(command)) return null;
  const more = { ...(coverage === undefined ? {} : { coverage }), ...(command === undefined ? {} : { command }) };
  return { verdict, point, files, bytes, differences, lacks, ...more } as Proof;
}

function isCoverage(value: unknown): value is Coverage {
  if (typeof value !== "object" || value === null) return false;
  const { files, proven, since } = value as { readonly [key: string]: unknown };
  const isTime = since === null || (typeof since === "string" && !Number.isNaN(Date.parse(since)));
  return isTime && [files, proven].every(isCount) && (proven as number) <= (files as number);
}

function isCommand(value: unknown): value is CommandOfProof {
  if (typeof value !== "object" || value === null) return false;
  const { argv, user, end, succeeded, isolated } = value as { readonly [key: string]: unknown };
  if (!Array.isArray(argv) || !argv.every((each) => typeof each === "string")) return false;
  if (user !== null && typeof user !== "string") return false;
  return typeof end === "string" && [succeeded, isolated].every((each) => typeof each === "boolean");
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
