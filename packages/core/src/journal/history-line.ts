import { repositoryAddress } from "../model/address.ts";
import { type HistoryEntry, UPKEEP_KINDS } from "../model/history.ts";
import { isIso } from "../model/instant.ts";
import { readProof } from "../model/proof.ts";
import { FINDING_KINDS, MOST_LOST, type Sizes, type SourceFinding } from "../model/shrinkage.ts";
import { HISTORY_VERSION } from "./history.ts";

export type Fields = { readonly [key: string]: unknown };

/** A result, from a line of the history, or from the record (without `v`); null for anything else. */
export function entryOf(value: Fields): HistoryEntry | null {
  const { subject, subjectId } = subjectOf(value);
  const { kind, owner, run, time, status, problem, freed } = value;
  const known =
    (kind === "made" || kind === "deleted" || kind === "proof" || UPKEEP_KINDS.some((each) => each === kind)) &&
    [subject, subjectId, owner, run, time].every((each) => typeof each === "string") &&
    !Number.isNaN(Date.parse(time as string)) &&
    (status === "done" || status === "failed") &&
    (problem === null || isProblem(problem)) &&
    (freed === null || typeof freed === "number");
  if (!known) return null;
  const entry = { kind, subject, subjectId, owner, run, time, status, problem, freed } as HistoryEntry;
  if (kind !== "proof") return entry;
  const proof = readProof(value.proof);
  if (proof === null) return null;
  return typeof value.place === "string" ? { ...entry, place: value.place, proof } : { ...entry, proof };
}

/** In version 1 every subject was a repository, and stood there by its name. */
function subjectOf({ v, subject, subjectId, repository, repositoryId }: Fields) {
  if (v === undefined || v === HISTORY_VERSION) return { subject, subjectId };
  if (v !== 1 || typeof repository !== "string") return { subject: null, subjectId: null };
  return { subject: repositoryAddress(repository), subjectId: repositoryId };
}

/** The finding of a run about a source; null for another line. */
export function findingOf(value: Fields): SourceFinding | null {
  const { kind, volume, by, owner, run, time, had, gone, has, since, bytes, lost } = value;
  const known =
    FINDING_KINDS.some((each) => each === kind) &&
    [volume, by, owner, run].every((each) => typeof each === "string") &&
    isIso(time) &&
    (since === undefined || typeof since === "string") &&
    (bytes === undefined || isSizes(bytes)) &&
    [had, gone, has].every(isCount);
  if (!known) return null;
  const more: Pick<SourceFinding, "since" | "bytes" | "lost"> = {
    ...(typeof since === "string" ? { since } : {}),
    ...(isSizes(bytes) ? { bytes } : {}),
    ...(areNames(lost) ? { lost: lost.slice(0, MOST_LOST) } : {}),
  };
  return { kind, volume, by, owner, run, time, had, gone, has, ...more } as SourceFinding;
}

function areNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string");
}

function isSizes(value: unknown): value is Sizes {
  if (typeof value !== "object" || value === null) return false;
  const { had, has } = value as { readonly had?: unknown; readonly has?: unknown };
  return [had, has].every(isCount);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isProblem(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { code, summary } = value as { readonly code?: unknown; readonly summary?: unknown };
  return typeof code === "string" && typeof summary === "string";
}
