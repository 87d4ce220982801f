import { allGroups, type Desired } from "../desired/desire.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReadIo } from "../io/capability.ts";
import { ownershipIn } from "../model/claim.ts";
import type { Group } from "../model/group.ts";
import type { Leftover } from "../model/leftover.ts";
import type { Volume } from "../model/volume.ts";
import type {
  DiscoveryRequest,
  ForgottenGroup,
  GroupObservation,
  IntegrityObservation,
  IntegrityQuestion,
  RepositoryObservation,
  SourceObservation,
} from "../provider/observation.ts";
import type { Provider } from "../provider/provider.ts";
import type { Providers } from "../provider/providers.ts";
import { OBSERVE } from "./codes.ts";
import type { ExaminedRun } from "./examine.ts";
import { withForeign } from "./foreign.ts";
import { keptPlaces } from "./kept-places.ts";

/** The observed state of everything that is declared. */
export interface Observed {
  readonly sources: ReadonlyMap<string, SourceObservation>;
  readonly groups: ReadonlyMap<string, GroupObservation>;
  /** For volumes whose integrity data has its own schedule. */
  readonly integrity: ReadonlyMap<string, IntegrityObservation>;
  readonly forgotten: readonly ForgottenGroup[];
  /** By name: the repositories of the groups. */
  readonly repositories: ReadonlyMap<string, RepositoryObservation>;
  /** Leftovers of dead runs, each before the leftovers that it depends on. */
  readonly leftovers: readonly Leftover[];
  /** The dead runs that have a journal. */
  readonly dead: readonly ExaminedRun[];
  /** Diagnostics about earlier runs, and about programs that this run needs. */
  readonly remarks: readonly Diagnostic[];
}

/** The parts of a `DiscoveryRequest` that no declaration has. */
export type Asked = Pick<DiscoveryRequest, "known" | "adopting" | "retiring">;

/** Queries all providers. A declaration without a provider is a gap. */
export async function observe(
  desired: Desired,
  providers: Providers,
  io: ReadIo,
  asked: Asked = {},
): Promise<Observed> {
  const sources = new Map<string, SourceObservation>();
  const groups = new Map<string, GroupObservation>();
  const repositories = new Map<string, RepositoryObservation>();
  const integrity = new Map<string, IntegrityObservation>();
  const forgotten: ForgottenGroup[] = [];
  const leftovers: Leftover[] = [];
  const ownership = ownershipIn(desired.config);
  for (const volume of desired.volumes) {
    if (providers.source(volume.source.type) === null) {
      sources.set(volume.name, withoutProvider(volume.name, `source of type ${volume.source.type}`, volume.name));
    }
  }
  for (const { group } of desired.groups) {
    if (isKept(group, providers)) continue;
    const { gap } = withoutProvider(group.volume.name, kindOf(group), group.address);
    groups.set(group.address, { address: group.address, points: [], gap, facts: null, diagnostics: [] });
  }
  const { config } = desired;
  const places = { kept: keptPlaces(config), hosts: Object.keys(config.ssh) };
  const keeping = asked.retiring === undefined ? asked : { ...asked, ...places };
  for (const provider of integrityLast(providers)) {
    const found = await provider.discover({ ...requestFor(provider, providers, desired, sources), ...keeping }, io);
    for (const source of found.sources) sources.set(source.volume, source);
    for (const group of found.groups) {
      groups.set(group.address, withForeign(withObjections(group, desired, providers), ownership));
    }
    for (const each of found.integrity ?? []) integrity.set(each.volume, each);
    for (const each of found.repositories ?? []) repositories.set(each.repository, each);
    forgotten.push(...found.forgotten);
    leftovers.push(...(found.leftovers ?? []));
  }
  return {
    sources,
    groups,
    integrity,
    forgotten: declaredElsewhere(desired, forgotten).map((each) => withForeign(each, ownership)),
    repositories,
    leftovers,
    dead: [],
    remarks: isMirrorDue(desired, groups) ? ((await providers.sink?.observe?.(io)) ?? []) : [],
  };
}

/** Whether a mirror of files has no complete point of its slot. */
function isMirrorDue({ groups }: Desired, observed: ReadonlyMap<string, GroupObservation>): boolean {
  return groups.some(({ group: { target, address }, slot }) => {
    const found = observed.get(address);
    if (target.kind !== "mirrors" || found === undefined || found.gap !== null) return false;
    return !found.points.some(({ state, time }) => state === "complete" && time >= slot.start);
  });
}

/** The part of the declarations that this provider supports. */
function requestFor(
  provider: Provider,
  providers: Providers,
  desired: Desired,
  sources: ReadonlyMap<string, SourceObservation>,
): DiscoveryRequest {
  const { config, volumes, groups } = desired;
  return {
    owner: config.id,
    ownership: ownershipIn(config),
    scratch: config.scratch,
    ...(config.limits.heldSpace === undefined ? {} : { measuresHeld: true }),
    integrity: provider.integrity === undefined ? [] : integrityQuestions(desired, sources),
    sources: volumes.filter((volume) => provider.sources[volume.source.type] !== undefined),
    read: new Set(volumes.filter((volume) => isRead(volume, providers)).map(({ name }) => name)),
    groups: groups
      .map(({ group }) => group)
      .filter((group) => provider.keepers[group.target.targetType] !== undefined && isKept(group, providers)),
  };
}

function isRead({ targets }: Volume, providers: Providers): boolean {
  return targets.some(({ targetType }) => providers.keeper(targetType)?.wants === "tree");
}

/** Queries all providers for obstacles that can keep a command of a dead run from ending. */
export async function blockers(desired: Desired, providers: Providers, io: ReadIo): Promise<readonly Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const provider of providers.all) {
    found.push(...((await provider.blockers?.(requestFor(provider, providers, desired, new Map()), io)) ?? []));
  }
  return found;
}

/** The place of the integrity data is known only after the source was observed. */
function integrityLast({ all }: Providers): readonly Provider[] {
  const hasIntegrity = ({ integrity }: Provider) => integrity !== undefined;
  return [...all.filter((each) => !hasIntegrity(each)), ...all.filter(hasIntegrity)];
}

/** Without its own schedule, integrity data is not queried. */
function integrityQuestions(
  { volumes }: Desired,
  sources: ReadonlyMap<string, SourceObservation>,
): readonly IntegrityQuestion[] {
  return volumes.flatMap(({ name, integrity }) => {
    const root = sources.get(name)?.root ?? null;
    if (integrity === null || integrity.every === null || root === null) return [];
    return [{ volume: name, root, surefile: integrity.surefile }];
  });
}

/**
 * One provider manages the dataset of a mirror, and another copies into it: the second may not support what is declared.
 */
function withObjections(group: GroupObservation, { groups }: Desired, { sink }: Providers): GroupObservation {
  const declared = groups.find(({ group: { address } }) => address === group.address)?.group;
  if (declared?.target.targetType !== "mirrors/dataset" || sink === null) return group;
  const objections = sink.objections(declared.volume).map((each) => ({ ...each, address: group.address }));
  const [refused] = objections.filter(({ severity }) => severity === "error");
  const others = objections.filter(({ severity }) => severity !== "error");
  return { ...group, gap: group.gap ?? refused ?? null, diagnostics: [...group.diagnostics, ...others] };
}

/**
 * With `only`, discovery also lists points of declared volumes that were not selected: these are not forgotten.
 */
function declaredElsewhere(desired: Desired, forgotten: readonly ForgottenGroup[]): readonly ForgottenGroup[] {
  const declared = new Set(allGroups(desired.config).map(({ group }) => group.address));
  return forgotten.filter(({ address }) => !declared.has(address));
}

/** The declared sources and targets that no provider of this composition supports. */
export function withoutProviderIn({ volumes, groups }: Desired, providers: Providers): readonly Diagnostic[] {
  const sources = volumes.filter(({ source }) => providers.source(source.type) === null);
  const targets = groups.filter(({ group }) => !isKept(group, providers));
  return [
    ...sources.map(({ name, source }) => withoutProvider(name, `source of type ${source.type}`, name).gap),
    ...targets.map(({ group }) => withoutProvider(group.volume.name, kindOf(group), group.address).gap),
  ];
}

function isKept({ target }: Group, providers: Pick<Providers, "keeper">): boolean {
  return providers.keeper(target.targetType) !== null;
}

function kindOf({ target }: Group): string {
  return `target of kind ${target.targetType}`;
}

function withoutProvider(volume: string, what: string, address: string): SourceObservation & { gap: Diagnostic } {
  return {
    volume,
    unreadable: null,
    root: null,
    gap: OBSERVE.error(
      "plan-no-provider",
      `This version of rdump has no provider for a ${what}. Nothing is planned for it. Remove it from the config, or update rdump.`,
      { address },
    ),
    facts: null,
    diagnostics: [],
  };
}
