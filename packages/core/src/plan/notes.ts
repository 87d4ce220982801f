import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { PlanRequest } from "./context.ts";

/** What is declared and that this composition cannot do, beyond sources and targets. */
export function notesOf({ desired, providers }: PlanRequest): readonly Diagnostic[] {
  const notes: Diagnostic[] = [];
  for (const volume of desired.volumes) {
    if (providers.integrity === null && volume.integrity?.declared === true)
      notes.push(cannot(volume.name, "integrity"));
    if (volume.verify !== null) notes.push(cannot(volume.name, "verify"));
  }
  if (desired.config.notify !== null) notes.push(cannot(null, "notify"));
  if (providers.integrity === null && desired.volumes.some(({ integrity }) => integrity?.declared === false)) {
    notes.push(WITHOUT_INTEGRITY);
  }
  for (const { repository, kind } of desired.upkeep) {
    if (providers.upkeep(repository.type) === null) notes.push(cannot(repositoryAddress(repository.name), kind));
  }
  if (desired.config.metrics !== null) notes.push(cannot(null, "metrics"));
  return notes;
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
