import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { isoOf } from "../model/instant.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";

/** Says of each group that it has points of another machine; once, with the command that takes them over. */
export function foreignDiagnostics(assessments: readonly Assessment[]): readonly Diagnostic[] {
  return assessments.flatMap(({ foreign, desired }) => {
    const newest = foreign.at(-1);
    if (newest === undefined) return [];
    const { address } = desired.group;
    const machines = [...new Set(foreign.flatMap(({ machine }) => machine ?? []))].sort();
    const points = foreign.length === 1 ? "1 point of this group was" : `${foreign.length} points of this group were`;
    const detail = `${points} made with this \`id\` on another machine (${machines.join(", ")}). The newest is ${newest.name} of ${isoOf(newest.time)}. These points fill no slot, and no point of the group is destroyed. If the other machine is in use, give each machine its own \`id\`. If this machine replaces it, or its machine id changed:\nrdump takeover ${shellWord(address)}`;
    return [PLAN.warning("plan-foreign", detail, { address })];
  });
}
