import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { isoOf } from "../model/instant.ts";
import type { Point } from "../model/point.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";

/**
 * One diagnostic for each group with points of another machine or of unknown runs, with the command that takes them
 * over. `machine`: the digest of this machine.
 */
export function foreignDiagnostics(assessments: readonly Assessment[], machine: string | null): readonly Diagnostic[] {
  return assessments.flatMap(({ foreign, desired }) => {
    const { address } = desired.group;
    const isOther = (point: Point) => (point.machine ?? null) !== null && point.machine !== machine;
    return [
      ...ofOthers(
        address,
        foreign.filter((point) => isOther(point)),
      ),
      ...ofUnknownRuns(
        address,
        foreign.filter((point) => !isOther(point)),
      ),
    ];
  });
}

function ofOthers(address: string, points: readonly Point[]): readonly Diagnostic[] {
  const newest = points.at(-1);
  if (newest === undefined) return [];
  const machines = [...new Set(points.flatMap((point) => point.machine ?? []))].sort();
  const detail = `${counted(points)} made with this \`id\` on another machine (${machines.join(", ")}). ${newestText(newest)} If the other machine is in use, give each machine its own \`id\`. If this machine replaces it, or its machine id changed:\nrdump takeover ${shellWord(address)}`;
  return [PLAN.warning("plan-foreign", detail, { address })];
}

function ofUnknownRuns(address: string, points: readonly Point[]): readonly Diagnostic[] {
  const newest = points.at(-1);
  if (newest === undefined) return [];
  const runs = new Set(points.map(({ run }) => run)).size === 1 ? "a run" : "runs";
  const detail = `${counted(points)} made by ${runs} that the record of points of this machine does not have. ${newestText(newest)} Either a clone of this machine with the same machine id makes points with this \`id\`, or the state directory was restored from an older copy. If there is a clone, give it its own \`id\` and machine id. If the state directory was restored:\nrdump takeover ${shellWord(address)}`;
  return [PLAN.warning("plan-foreign", detail, { address })];
}

function counted({ length }: readonly Point[]): string {
  return length === 1 ? "1 point of this group was" : `${length} points of this group were`;
}

function newestText({ name, time }: Point): string {
  return `The newest is ${name} of ${isoOf(time)}. These points fill no slot, and no point of the group is destroyed.`;
}
