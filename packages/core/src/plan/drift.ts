import { allGroups, type Desired, type DesiredGroup } from "../desired/desire.ts";
import { shellWord } from "../diagnostics/shell-word.ts";
import { type Address, repositoryAddress } from "../model/address.ts";
import { isAdopted } from "../model/adopted.ts";
import type { Config } from "../model/config.ts";
import type { Drift, MissingPoint, SourceDrift } from "../model/drift.ts";
import { isOwner } from "../model/ownership.ts";
import type { Forgotten } from "../model/plan.ts";
import { presentRepositories } from "../model/present-history.ts";
import { NO_RECORD, type PointRecord, type RecordedPoint } from "../model/record.ts";
import type { Observed } from "../observe/observe.ts";
import type { ListedObject, RepositoryObservation, SourceObservation } from "../provider/observation.ts";
import type { PlanRequest } from "./context.ts";
import { diskDoubts } from "./doubts.ts";
import { forgottenOf } from "./forgotten.ts";

/**
 * The drift of everything that could be listed, by address. A gap is no drift, and neither is a point that the record does
 * not have: version 0.1 made it.
 */
export function driftOf(desired: Desired, observed: Observed, record: PointRecord): readonly Drift[] {
  const recorded = byAddress(record, desired.config);
  const known = presentRepositories(record, desired.config);
  const repositories = [...observed.repositories.values()].flatMap((each) => otherIdentity(each, known, desired));
  const listings = listingsOf(observed);
  const groups = desired.groups.flatMap((each) =>
    ofGroup(each, recorded.get(each.group.address) ?? [], observed, listings),
  );
  const isThere = (point: RecordedPoint) => isListed(point, listings) ?? true;
  const undeclared = [...undeclaredIn(recorded, desired)].flatMap(([address, points]) =>
    missing(address, points, { listings, unmarked: new Set(), isThere }),
  );
  const disks = movedSources(observed, record, desired.config);
  return [...repositories, ...groups, ...undeclared, ...disks].sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** Groups that are not declared: those that a listing shows, and those that are only recorded. */
export function forgottenIn(desired: Desired, observed: Observed, record: PointRecord): readonly Forgotten[] {
  const listed = forgottenOf(observed.forgotten);
  const recorded = [...onlyRecordedIn(desired, observed, record)].map(([address, points]) =>
    recordedGroup(address, points),
  );
  const all = [...listed, ...recorded].filter(({ address }) => !record.accepted.has(address));
  return all.sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** A group of these recorded points, as plans show it. */
export function recordedGroup(address: Address, points: readonly RecordedPoint[]): Forgotten {
  const newest = points.map(({ time }) => time).sort();
  return { address, points: points.length, newest: newest.at(-1) ?? "", recorded: true };
}

/** The recorded points of groups that are neither declared nor listed. */
export function onlyRecordedIn(desired: Desired, observed: Observed, record: PointRecord): ByAddress {
  const undeclared = undeclaredIn(byAddress(record, desired.config), desired);
  const listings = listingsOf(observed);
  // The volume can have a new name.
  const elsewhere = undeclared.size === 0 ? NONE : idsIn(observed);
  const shown = new Set(forgottenOf(observed.forgotten).map(({ address }) => address));
  const found = new Map<Address, readonly RecordedPoint[]>();
  for (const [address, points] of undeclared) {
    const unseen = points.filter((point) => isListed(point, listings) === null && !elsewhere.has(point.id));
    if (shown.has(address) || unseen.length === 0 || isHidden(address, desired, observed)) continue;
    found.set(address, unseen);
  }
  return found;
}

const NONE: ReadonlySet<string> = new Set();

function idsIn({ groups }: Observed): ReadonlySet<string> {
  return new Set([...groups.values()].flatMap(({ points }) => points.map(({ id }) => id)));
}

/** The volumes whose source is on another file system than recorded. */
function movedSources(
  { sources }: Pick<Observed, "sources">,
  { disks = [] }: Pick<PointRecord, "disks">,
  config: Config,
): readonly SourceDrift[] {
  const known = diskDoubts(disks, config);
  return [...sources.values()].flatMap((source) => movedSource(source, known) ?? []);
}

function movedSource(
  { volume, disk: is }: SourceObservation,
  known: ReturnType<typeof diskDoubts>,
): SourceDrift | null {
  const was = known.get(volume)?.expected ?? null;
  return is === undefined || was === null || is === was ? null : { kind: "disk", address: volume, was, is };
}

/** Why deletions of a volume require confirmation; null if they do not. */
export function sourceGuard(volume: string, { observed, desired, record = NO_RECORD }: PlanRequest): string | null {
  const source = observed.sources.get(volume);
  const moved = source === undefined ? null : movedSource(source, diskDoubts(record.disks ?? [], desired.config));
  if (moved === null) return null;
  return `the source is on another file system (UUID ${moved.is} instead of ${moved.was}), and no run found the files of the newest complete point there. If this disk replaces the other one, accept the disk: rdump accept ${shellWord(volume)}`;
}

type ByAddress = ReadonlyMap<Address, readonly RecordedPoint[]>;

/** Recorded points of another owner belong to another config. */
function byAddress({ points }: PointRecord, config: Config): ByAddress {
  const found = new Map<Address, RecordedPoint[]>();
  for (const point of points.values()) {
    if (!isOwner(point.owner, config) || (point.adopted === true && !isAdopted(point, config.adopted))) continue;
    const known = found.get(point.address);
    if (known === undefined) found.set(point.address, [point]);
    else known.push(point);
  }
  return found;
}

function undeclaredIn(recorded: ByAddress, { config }: Desired): ByAddress {
  const declared = new Set(allGroups(config).map(({ group }) => group.address));
  return new Map([...recorded].filter(([address]) => !declared.has(address)));
}

/** A child of a recursive volume is not declared while the datasets below its parent cannot be listed. */
function isHidden(address: Address, { config }: Desired, { sources }: Observed): boolean {
  const hidden = config.volumes.filter(({ name }) => (sources.get(name)?.gap ?? null) !== null);
  return hidden.some(({ name }) => address.startsWith(`${name}/`));
}

function otherIdentity(
  { repository, state, id, encryption = "" }: RepositoryObservation,
  { repositories }: PointRecord,
  { config }: Desired,
): readonly Drift[] {
  const address = repositoryAddress(repository);
  const known = repositories.get(address);
  if (state !== "present" || id === null || known === undefined) return [];
  // Disks alternate at this location: another declared disk is not drift, and an undeclared disk is a gap.
  if (known.id !== id && config.repositories[repository]?.disks !== undefined) return [];
  const isSame = known.id === id && (known.encryption === encryption || encryption === "" || known.encryption === "");
  if (isSame) return [];
  const was = { id: known.id, encryption: known.encryption };
  return [{ kind: "repository", address, was, is: { id, encryption } }];
}

function ofGroup(
  { group: { address, repository, target } }: DesiredGroup,
  recorded: readonly RecordedPoint[],
  observed: Observed,
  listings: Listings,
): readonly Drift[] {
  const seen = observed.groups.get(address);
  if (seen === undefined || seen.gap !== null || recorded.length === 0) return [];
  // A new disk of those that alternate has no mirror yet.
  if (target.targetType === "mirrors/directory" && target.disks !== undefined && seen.points.length === 0) return [];
  const subject = repository === null ? null : (observed.repositories.get(repository.name)?.id ?? null);
  // Missing points of a replaced repository belong to the drift of the repository.
  const expected = recorded.filter((point) => point.subject === null || point.subject === subject);
  const listed = new Set([...seen.points, ...(seen.foreign ?? [])].map(({ id }) => id));
  const isThere = ({ id, only }: RecordedPoint) => (only === true ? listed.size > 0 : listed.has(id));
  return missing(address, expected, { listings, unmarked: new Set(seen.unmarked), isThere });
}

/** The listed points of a repository. Most plans need no set of them, and a repository can list 100,000. */
class Listing {
  readonly #listed: readonly ListedObject[];
  #ids: ReadonlySet<string> | null = null;
  #names: ReadonlySet<string> | null = null;

  constructor(listed: readonly ListedObject[]) {
    this.#listed = listed;
  }

  hasId(id: string): boolean {
    this.#ids ??= new Set(this.#listed.map((each) => each.id));
    return this.#ids.has(id);
  }

  hasName(name: string): boolean {
    this.#names ??= new Set(this.#listed.map((each) => each.name));
    return this.#names.has(name);
  }
}

/** By the identity of the repository. */
type Listings = ReadonlyMap<string, Listing>;

function listingsOf({ repositories }: Observed): Listings {
  return new Map(
    [...repositories.values()].flatMap(({ id, listed }): readonly [string, Listing][] =>
      id === null || listed === undefined ? [] : [[id, new Listing(listed)]],
    ),
  );
}

/** Null: not known, because there is no listing. */
function isListed({ subject, id }: RecordedPoint, listings: Listings): boolean | null {
  return listings.get(subject ?? "")?.hasId(id) ?? null;
}

interface Evidence {
  readonly listings: Listings;
  /** Identities of objects without a mark. */
  readonly unmarked: ReadonlySet<string>;
  readonly isThere: (point: RecordedPoint) => boolean;
}

function missing(
  address: Address,
  expected: readonly RecordedPoint[],
  { listings, unmarked, isThere }: Evidence,
): readonly Drift[] {
  const gone = expected.filter((point) => !isThere(point));
  const isUnmarked = ({ id, name, subject }: RecordedPoint) =>
    unmarked.has(id) || listings.get(subject ?? "")?.hasName(name) === true;
  return (["gone", "unmarked"] as const).flatMap((kind) => {
    const points = gone.filter((point) => isUnmarked(point) === (kind === "unmarked"));
    return points.length === 0 ? [] : [{ kind, address, points: points.map(pointOf).sort(byTime) }];
  });
}

function pointOf({ id, name, time, run }: RecordedPoint): MissingPoint {
  return { id, name, time, run };
}

function byTime(a: MissingPoint, b: MissingPoint): number {
  return a.time < b.time ? -1 : a.time > b.time ? 1 : a.id < b.id ? -1 : 1;
}
