import { shellWord } from "../diagnostics/shell-word.ts";
import { visible } from "../diagnostics/visible.ts";
import { type Decay, openCount, openFiles } from "../model/decay.ts";
import type { Drift, RepositoryIdentity } from "../model/drift.ts";
import type { HistoryEntry } from "../model/history.ts";
import type { Forgotten } from "../model/plan.ts";
import { failedProofText } from "../plan/assess-proofs.ts";
import { counted } from "./quantity.ts";

/** The maximum number of names that are shown; JSON has all of them. */
const SHOWN = 5;

/** The difference, in a sentence without a full stop. */
export function driftText(drift: Drift): string {
  if (drift.kind === "repository") {
    const { was, is } = drift;
    return was.id === is.id
      ? `its encryption changed from ${identityText(was)} to ${identityText(is)}`
      : `another repository is in its place: ${identityText(is)} instead of ${identityText(was)}`;
  }
  if (drift.kind === "disk") {
    const { was, is } = drift;
    return `the source is on another file system (UUID ${visible(is)} instead of ${visible(was)}), so deletions of its points require confirmation`;
  }
  const { kind, points } = drift;
  const are = points.length === 1 ? "is" : "are";
  const names = points.slice(0, SHOWN).map(({ name }) => visible(name));
  const more = points.length > SHOWN ? `, and ${points.length - SHOWN} more` : "";
  const what = kind === "gone" ? `${are} missing` : `${are} there without the mark of rdump`;
  return `${counted(points.length, "point")} ${what}, and no run of rdump did that: ${names.join(", ")}${more}`;
}

function identityText({ id, encryption }: RepositoryIdentity): string {
  return `${visible(id.slice(0, 16))}${encryption === "" ? "" : ` (${visible(encryption)})`}`;
}

export function forgottenText({ points, newest, recorded }: Forgotten): string {
  const seen = recorded === true ? ", recorded and not listed" : "";
  return `${counted(points, "point")}, newest of ${visible(newest)}${seen}`;
}

/** The command that ends it. */
export function acceptCommand({ address }: { readonly address: string }): string {
  return `rdump accept ${shellWord(address)}`;
}

/** The lines that `rdump accept` shows before it asks. */
export function differenceLines({
  drift,
  forgotten,
  proofs,
  decays = [],
}: {
  readonly drift: readonly Drift[];
  readonly forgotten: readonly Forgotten[];
  readonly proofs: readonly HistoryEntry[];
  readonly decays?: readonly Decay[];
}): readonly string[] {
  return [
    ...drift.map((each) => `${visible(each.address)}: ${driftText(each)}`),
    ...proofs.map((each) => `${visible(each.subject)}: ${visible(failedProofText(each))}`),
    ...forgotten.map((each) => `${visible(each.address)}: no longer declared: ${forgottenText(each)}`),
    ...decays.flatMap(decayLines),
  ];
}

/** So many decayed files are shown before they are accepted. */
const FILES_SHOWN = 20;

function decayLines(decay: Decay): readonly string[] {
  const { volume } = decay;
  const files = openFiles(decay);
  const count = decay.acceptedUntil === undefined ? files.length : openCount(decay);
  const lines = files
    .slice(0, FILES_SHOWN)
    .map(({ path, good, now }) => `${visible(volume)}: ${visible(path)}: SHA-1 ${now ?? "unknown"} instead of ${good}`);
  const more = count - lines.length;
  return more > 0 ? [...lines, `${visible(volume)}: and ${counted(more, "more decayed file")}`] : lines;
}
