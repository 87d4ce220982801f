import { runFilesIn } from "../../model/run.ts";
import type { Tree } from "../../model/scope.ts";
import type { Volume } from "../../model/volume.ts";
import type { PlanRequest } from "../context.ts";
import type { Draft } from "./draft.ts";

/**
 * The path of the machine record in the archives of a volume; null: they have none. By default the volume that is mounted
 * at `/` has it.
 */
export function machineRecordOf(volume: Volume, { observed, providers, declared }: PlanRequest): string | null {
  const { integrity, machineRecord } = volume;
  if (integrity === null || providers.integrity === null || providers.machine === null) return null;
  if (declared === undefined) return null;
  const isWanted = machineRecord ?? observed.sources.get(volume.name)?.root === "/";
  return isWanted ? providers.integrity.machineRecord(integrity) : null;
}

/** Archives do not depend on the record: an archive without it is better than none, and the run reports the failure. */
export function addMachineRecord(
  { volume, tree, file }: { readonly volume: Volume; readonly tree: Tree; readonly file: string },
  { desired: { config }, providers, host, declared = () => "" }: PlanRequest,
  draft: Draft,
): void {
  if (providers.machine === null) return;
  const runFiles = runFilesIn(config.stateDir);
  const request = { owner: config.id, volume, tree, file, host, config: declared(), runFiles };
  draft.chain([providers.machine.record(request)], {
    address: `${volume.name}.machine[${JSON.stringify(file)}]`,
    reason: "the archives of this run contain the record of the machine",
    volume: volume.name,
    after: [],
    opened: { moment: [], tree },
    guard: null,
  });
}
