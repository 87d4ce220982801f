import { type Address, repositoryAddress, TARGET_KINDS } from "./address.ts";
import type { Config } from "./config.ts";
import type { Decay } from "./decay.ts";
import type { History, HistoryEntry } from "./history.ts";
import { isOwner, presentName, type Renamed } from "./ownership.ts";
import type { PointRecord } from "./record.ts";
import type { SourceFinding } from "./shrinkage.ts";

/**
 * The history with the names of today: results of former ids, and of volumes and repositories with a former name, count
 * for the present ones.
 */
export function presentHistory(history: History, config: Config): History {
  const { id, formerIds, moved } = config;
  if (formerIds.length + moved.volumes.length + moved.repositories.length === 0) return history;
  const isOwn = ({ owner }: { readonly owner: string }) => isOwner(owner, { id, formerIds });
  return {
    ...history,
    entries: history.entries.map((entry) =>
      isOwn(entry) ? { ...entry, owner: id, subject: presentSubject(entry, moved) } : entry,
    ),
    ...(history.decays === undefined ? {} : { decays: presentDecays(history.decays, isOwn, config) }),
    findings: history.findings.map((finding) =>
      isOwn(finding) ? { ...presentFinding(finding, moved), owner: id } : finding,
    ),
  };
}

/** The recorded repositories with their names of today. */
export function presentRepositories<T extends Pick<PointRecord, "repositories">>(record: T, { moved }: Config): T {
  if (moved.repositories.length === 0) return record;
  const present = [...record.repositories.values()].map((each) => ({
    ...each,
    address: presentAddress(each.address, moved.repositories),
  }));
  return { ...record, repositories: new Map(present.map((each) => [each.address, each])) };
}

function presentAddress(address: Address, repositories: readonly Renamed[]): Address {
  const former = repositories.find(({ from }) => address === repositoryAddress(from));
  return former === undefined ? address : repositoryAddress(presentName(former.from, repositories));
}

function presentSubject({ kind, subject }: HistoryEntry, { volumes, repositories }: Config["moved"]): Address {
  if (kind !== "proof") return presentAddress(subject, repositories);
  const renamed = volumes.find(({ from }) => subject.startsWith(`${from}.`));
  if (renamed === undefined) return inRepository(subject, repositories);
  return inRepository(presentName(renamed.from, volumes) + subject.slice(renamed.from.length), repositories);
}

/** The last entry of a volume counts, also if an earlier one has a former name. */
function presentDecays(decays: readonly Decay[], isOwn: (decay: Decay) => boolean, config: Config): readonly Decay[] {
  const present = decays.map((each) => (isOwn(each) ? presentDecay(each, config) : each));
  return [...new Map(present.map((each) => [JSON.stringify([each.owner, each.volume]), each])).values()];
}

function presentDecay(decay: Decay, { id, moved: { volumes } }: Config): Decay {
  const volume = presentName(decay.volume, volumes);
  const by = decay.by.startsWith(`${decay.volume}.`) ? volume + decay.by.slice(decay.volume.length) : decay.by;
  return { ...decay, owner: id, volume, by };
}

function presentFinding(finding: SourceFinding, { volumes, repositories }: Config["moved"]): SourceFinding {
  const volume = presentName(finding.volume, volumes);
  const isOfVolume = finding.by.startsWith(`${finding.volume}.`);
  const by = isOfVolume ? volume + finding.by.slice(finding.volume.length) : finding.by;
  return { ...finding, volume, by: inRepository(by, repositories) };
}

/** The address of a group with the present names of its volume and its repository. */
export function presentGroup(address: Address, { volumes, repositories }: Config["moved"]): Address {
  // A name can contain a dot, and no bracket.
  const [, volume = ""] = GROUP.exec(address) ?? [];
  return inRepository(presentName(volume, volumes) + address.slice(volume.length), repositories);
}

const GROUP = new RegExp(`^([^[]+?)\\.(?:${TARGET_KINDS.join("|")})\\[`);

/** The address of a group of archives ends in the name of its repository. */
function inRepository(address: string, repositories: readonly Renamed[]): string {
  const former = repositories.find(({ from }) => address.endsWith(`.archives[${JSON.stringify(from)}]`));
  if (former === undefined) return address;
  const [end, present] = [former.from, presentName(former.from, repositories)].map(
    (name) => `[${JSON.stringify(name)}]`,
  );
  return address.slice(0, address.length - (end?.length ?? 0)) + present;
}
