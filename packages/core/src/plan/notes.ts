import type { Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Repository } from "../model/repository.ts";
import type { PlanRequest } from "./context.ts";

/** What is declared and that this composition cannot do, beyond sources and targets. */
export function notesOf({ desired, providers }: PlanRequest): readonly Diagnostic[] {
  const notes: Diagnostic[] = [];
  for (const volume of desired.volumes) {
    if (providers.integrity === null && volume.integrity?.declared === true)
      notes.push(cannot(volume.name, "integrity"));
    if (volume.hooks !== null) notes.push(cannot(volume.name, "hooks"));
    if (volume.verify !== null) notes.push(cannot(volume.name, "verify"));
  }
  if (desired.config.privilege === "sudo") notes.push(cannot(null, 'privilege: "sudo"'));
  if (desired.config.notify !== null) notes.push(cannot(null, "notify"));
  if (providers.integrity === null && desired.volumes.some(({ integrity }) => integrity?.declared === false)) {
    notes.push(WITHOUT_INTEGRITY);
  }
  for (const { name, check, compact } of repositoriesOf(desired)) {
    if (check !== null) notes.push(cannot(`repository[${JSON.stringify(name)}]`, "check"));
    if (compact !== null) notes.push(cannot(`repository[${JSON.stringify(name)}]`, "compact"));
  }
  if (desired.config.metrics !== null) notes.push(cannot(null, "metrics"));
  return notes;
}

/** The repositories that something in the plan uses, by name. */
function repositoriesOf({ groups }: Desired): readonly Repository[] {
  const used = new Map<string, Repository>();
  for (const { group } of groups) if (group.repository !== null) used.set(group.repository.name, group.repository);
  return [...used.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Said once, however many volumes leave integrity to its default. */
const WITHOUT_INTEGRITY: Diagnostic = {
  code: "plan-no-integrity",
  severity: "note",
  summary: "No integrity data is written yet",
  detail:
    "Volumes have integrity data by default, and this version of rdump cannot write it. Backups are made without.",
};

function cannot(address: string | null, what: string): Diagnostic {
  return {
    code: "plan-no-provider",
    severity: "error",
    summary: "This version of rdump cannot do what is declared",
    detail: `${what} is declared, and nothing in this version does it yet. Take it out of the config, or wait for a version that can.`,
    ...(address === null ? {} : { address }),
  };
}
