import { allGroups } from "../desired/desire.ts";
import type { Config } from "../model/config.ts";
import type { Evidence, EvidenceOutput, GroupEvidence } from "../model/evidence.ts";
import type { HistoryEntry } from "../model/history.ts";
import { isoOf } from "../model/instant.ts";
import { presentHistory } from "../model/present-history.ts";
import type { PointRecord } from "../model/record.ts";
import { RDUMP_VERSION } from "../model/version.ts";
import { isDeclaredFor } from "../plan/assess-proofs.ts";
import type { Session } from "../reconcile/session.ts";

/** `rdump proofs`: reads the record of this host, and queries nothing else. */
export async function evidence({ host, config }: Session): Promise<EvidenceOutput> {
  const record = await host.state(config.stateDir).readRecord();
  return {
    ...{ formatVersion: 1, rdump: RDUMP_VERSION, host: host.hostname, owner: config.id, machine: config.machine },
    ...{ at: isoOf(host.clock()), groups: groupsOf(record, config) },
  };
}

/** Pure. */
export function groupsOf({ history }: Pick<PointRecord, "history">, config: Config): readonly GroupEvidence[] {
  const byGroup = new Map<string, HistoryEntry[]>();
  for (const entry of presentHistory(history, config).entries) {
    if (entry.kind !== "proof" || entry.owner !== config.id) continue;
    byGroup.set(entry.subject, [...(byGroup.get(entry.subject) ?? []), entry]);
  }
  const declared = allGroups(config).map(({ group }) => group);
  const addresses = new Set([...declared.map(({ address }) => address), ...byGroup.keys()]);
  return [...addresses].sort().map((address): GroupEvidence => {
    const group = declared.find((each) => each.address === address);
    const proofs = (byGroup.get(address) ?? []).flatMap(evidenceOf).reverse();
    return {
      address,
      declared: group?.volume.verify?.some(({ from }) => isDeclaredFor(address, from)) === true,
      provenAt: proofs.find(({ verdict }) => verdict === "proven")?.time ?? null,
      proofs,
    };
  });
}

function evidenceOf({ proof, subjectId, run, time, problem }: HistoryEntry): readonly Evidence[] {
  return proof === undefined ? [] : [{ ...proof, id: subjectId, run, time, problem }];
}
