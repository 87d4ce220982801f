import { allGroups } from "../desired/desire.ts";
import { repositoryAddress } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import type { Evidence, EvidenceOutput, GroupEvidence } from "../model/evidence.ts";
import type { Group } from "../model/group.ts";
import type { HistoryEntry } from "../model/history.ts";
import { isoOf } from "../model/instant.ts";
import { presentHistory, presentRepositories } from "../model/present-history.ts";
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
export function groupsOf(
  { history, repositories }: Pick<PointRecord, "history" | "repositories">,
  config: Config,
): readonly GroupEvidence[] {
  const byGroup = new Map<string, HistoryEntry[]>();
  for (const entry of presentHistory(history, config).entries) {
    if (entry.kind !== "proof" || entry.owner !== config.id) continue;
    byGroup.set(entry.subject, [...(byGroup.get(entry.subject) ?? []), entry]);
  }
  const presentOnes = presentRepositories({ repositories }, config).repositories;
  const declared = allGroups(config).map(({ group }) => group);
  const addresses = new Set([...declared.map(({ address }) => address), ...byGroup.keys()]);
  return [...addresses].sort().map((address): GroupEvidence => {
    const group = declared.find((each) => each.address === address);
    const proofs = (byGroup.get(address) ?? []).flatMap(evidenceOf).reverse();
    // Of a disk or a dataset, the newest result says which one is present.
    const present = repositoryIdOf(group, presentOnes) ?? proofs[0]?.place ?? null;
    const isPresent = ({ place }: Evidence) => place === undefined || present === null || place === present;
    return {
      address,
      declared: group?.volume.verify?.some(({ from }) => isDeclaredFor(address, from)) === true,
      provenAt: proofs.find((each) => each.verdict === "proven" && isPresent(each))?.time ?? null,
      proofs,
    };
  });
}

function repositoryIdOf(group: Group | undefined, repositories: PointRecord["repositories"]): string | null {
  const name = group?.repository?.name;
  return name === undefined ? null : (repositories.get(repositoryAddress(name))?.id ?? null);
}

function evidenceOf({ proof, subjectId, place, run, time, problem }: HistoryEntry): readonly Evidence[] {
  if (proof === undefined) return [];
  return [{ ...proof, id: subjectId, ...(place === undefined ? {} : { place }), run, time, problem }];
}
