import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import { OBSERVE } from "../observe/codes.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/** Notes about declared features, other than sources and targets, that these providers do not support. */
export function notesOf({ desired, providers }: Pick<PlanRequest, "desired" | "providers">): readonly Diagnostic[] {
  const notes: Diagnostic[] = [];
  for (const volume of desired.volumes) {
    if (providers.integrity === null && volume.integrity?.declared === true)
      notes.push(cannot(volume.name, "integrity"));
    if (volume.verify !== null && (providers.placer === null || providers.integrity === null))
      notes.push(cannot(volume.name, "verify"));
  }
  if (providers.integrity === null && desired.volumes.some(({ integrity }) => integrity?.declared === false)) {
    notes.push(WITHOUT_INTEGRITY);
  }
  for (const { repository, kind } of desired.upkeep) {
    if (providers.upkeep(repository.type) === null) notes.push(cannot(repositoryAddress(repository.name), kind));
  }
  return notes;
}

/** Reported once, for any number of volumes with the default integrity. */
const WITHOUT_INTEGRITY: Diagnostic = PLAN.note(
  "plan-no-integrity",
  "Volumes have integrity data by default, and this version of rdump cannot write it. Backups are made without it.",
);

function cannot(address: string | null, what: string): Diagnostic {
  const detail = `${what} is declared, and this version of rdump does not support it. Remove it from the config, or update rdump.`;
  return OBSERVE.error("plan-no-provider", detail, address === null ? {} : { address });
}
