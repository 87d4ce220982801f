import { desire } from "../../src/desired/desire.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { addressOf, repositoryAddress } from "../../src/model/address.ts";
import type { Config } from "../../src/model/config.ts";
import { type History, NO_HISTORY } from "../../src/model/history.ts";
import { isoOf, stampOf } from "../../src/model/instant.ts";
import { type KeepRules, NO_RULES } from "../../src/model/keep.ts";
import type { Leftover } from "../../src/model/leftover.ts";
import type { Plan } from "../../src/model/plan.ts";
import type { Point } from "../../src/model/point.ts";
import type { BorgRepository } from "../../src/model/repository.ts";
import type { ArchivesTarget } from "../../src/model/target.ts";
import type { Volume } from "../../src/model/volume.ts";
import type { ExaminedRun } from "../../src/observe/examine.ts";
import type { Observed } from "../../src/observe/observe.ts";
import type { PlanRequest } from "../../src/plan/context.ts";
import { plan } from "../../src/plan/planner.ts";
import type {
  ForgottenGroup,
  GroupObservation,
  IntegrityObservation,
  RepositoryObservation,
  SourceObservation,
} from "../../src/provider/observation.ts";
import type { Provider } from "../../src/provider/provider.ts";
import { compose, type Providers } from "../../src/provider/providers.ts";

/** A config of plain volumes with one archives target each, as the planner's tests want it. */
export function configOf(volumes: { readonly [name: string]: Partial<KeepRules> }, rest: Partial<Config> = {}): Config {
  return {
    id: "joke",
    machine: "00000000000000aa",
    formerIds: [],
    moved: { volumes: [], repositories: [] },
    takenOver: [],
    timezone: "Europe/Berlin",
    stateDir: "/var/lib/rdump",
    privilege: "none",
    limits: { destroy: 0.5, shrink: 0.5, time: null, stall: 600_000 },
    notify: null,
    metrics: null,
    scratch: { mount: "/run/rdump", dataset: "rdump-scan" },
    ssh: {},
    repositories: { offsite },
    volumes: Object.entries(volumes).map(([name, keep]) => volumeOf(name, keep)),
    ...rest,
  };
}

const offsite: BorgRepository = {
  type: "borg",
  name: "offsite",
  location: "/srv/borg",
  encryption: "none",
  ssh: null,
  passphrase: null,
  compression: "lz4",
  uploadLimit: null,
  remotePath: null,
  cacheDir: null,
  keyFile: null,
  check: null,
  compact: null,
};

export function archivesAddress(volume: string): string {
  return addressOf(volume, "archives", "offsite");
}

export function volumeOf(name: string, keep: Partial<KeepRules>, rest: Partial<Volume> = {}): Volume {
  const target: ArchivesTarget = {
    kind: "archives",
    targetType: "archives/borg",
    repository: "offsite",
    address: archivesAddress(name),
    every: { kind: "calendar", unit: "daily" },
    keep: { ...NO_RULES, ...keep },
  };
  return {
    name,
    parent: null,
    source: { type: "plain", path: `/${name}`, mustBeMounted: false },
    exclude: [],
    excludeCaches: false,
    integrity: null,
    targets: [target],
    hooks: null,
    verify: null,
    ...rest,
  };
}

/** A provider whose handlers are never called: what the planner needs of one, and no more. */
export const paperProvider: Provider = {
  name: "paper",
  shielded: [],
  sources: {
    plain: {
      open: ({ volume }) => ({
        scopes: [],
        tree: {
          verifier: "paper/tree",
          path: `/${volume.name}`,
          origin: null,
          mounted: false,
          live: true,
          root: false,
          input: null,
        },
      }),
    },
  },
  keepers: {
    "archives/borg": {
      wants: "tree",
      create: ({ group, facts }) => [
        ...(facts === "absent"
          ? [
              {
                kind: "paper/init",
                verb: "prepare" as const,
                once: 'repository["offsite"]',
                reason: "there is none yet",
                input: null,
                makes: null,
                destroys: [],
                readsTree: false,
              },
            ]
          : []),
        {
          kind: "paper/create",
          verb: "create",
          once: null,
          reason: null,
          input: { volume: group.volume.name },
          makes: `${group.volume.name}-{run.time}`,
          destroys: [],
          readsTree: true,
        },
      ],
      destroy: ({ points }) => [
        {
          kind: "paper/delete",
          verb: "destroy",
          once: null,
          reason: null,
          input: points.map(({ name }) => name),
          makes: null,
          destroys: points,
          readsTree: false,
        },
      ],
    },
  },
  upkeep: {
    borg: {
      upkeep: ({ kind, repository, id }) => ({
        kind: `paper/${kind}`,
        verb: kind,
        once: repositoryAddress(repository.name),
        reason: null,
        input: null,
        makes: null,
        destroys: [],
        readsTree: false,
        records: { kind, subject: repositoryAddress(repository.name), subjectId: id },
      }),
    },
  },
  actions: [],
  scopes: [],
  verifiers: [{ kind: "paper/tree", verify: async () => null }],
  discover: async () => ({ sources: [], groups: [], forgotten: [] }),
};

export function pointAt(volume: string, time: string, rest: Partial<Point> = {}): Point {
  const instant = Date.parse(time);
  return {
    id: `id-${volume}-${stampOf(instant)}`,
    name: `${volume}-${stampOf(instant)}`,
    time: instant,
    run: "earlier",
    state: "complete",
    held: [],
    ...rest,
  };
}

export interface Seen {
  readonly points?: { readonly [volume: string]: readonly Point[] };
  /** Points of other machines. */
  readonly foreign?: { readonly [volume: string]: readonly Point[] };
  readonly gaps?: { readonly [volume: string]: Diagnostic };
  /** Why no point can be made, of groups that are listed. */
  readonly obstacles?: { readonly [volume: string]: Diagnostic };
  readonly sourceGaps?: { readonly [volume: string]: Diagnostic };
  /** The file systems that have the sources. */
  readonly disks?: { readonly [volume: string]: string };
  readonly facts?: "absent" | "present";
  readonly forgotten?: readonly ForgottenGroup[];
  readonly leftovers?: readonly Leftover[];
  readonly dead?: readonly ExaminedRun[];
  readonly repositories?: readonly RepositoryObservation[];
  readonly history?: Partial<History>;
  readonly integrity?: { readonly [volume: string]: IntegrityObservation };
  /** Reverses lists, to show that their order does not matter. */
  readonly order?: <T>(list: readonly T[]) => readonly T[];
}

export function observedFor(config: Config, seen: Seen): Observed {
  const order = seen.order ?? ((list) => list);
  const groups = config.volumes.map(
    ({ name }): GroupObservation => ({
      address: archivesAddress(name),
      points: order(seen.points?.[name] ?? []),
      foreign: order(seen.foreign?.[name] ?? []),
      gap: seen.gaps?.[name] ?? null,
      facts: seen.facts ?? "present",
      ...obstacleOf(seen.obstacles?.[name]),
    }),
  );
  const sources = config.volumes.map(
    ({ name }): SourceObservation => ({
      volume: name,
      gap: seen.sourceGaps?.[name] ?? null,
      unreadable: null,
      root: `/${name}`,
      ...(seen.disks?.[name] === undefined ? {} : { disk: seen.disks[name] }),
      facts: null,
      diagnostics: [],
    }),
  );
  return {
    groups: new Map(order(groups).map((group) => [group.address, group])),
    sources: new Map(order(sources).map((source) => [source.volume, source])),
    integrity: new Map(Object.entries(seen.integrity ?? {})),
    forgotten: order(seen.forgotten ?? []),
    leftovers: seen.leftovers ?? [],
    dead: seen.dead ?? [],
    remarks: [],
    repositories: new Map(order(seen.repositories ?? []).map((each) => [each.repository, each])),
  };
}

function obstacleOf(obstacle: Diagnostic | undefined): Pick<GroupObservation, "obstacle" | "diagnostics"> {
  return obstacle === undefined ? { diagnostics: [] } : { obstacle, diagnostics: [obstacle] };
}

export const providers = compose([paperProvider]);

export function planAt(
  now: string,
  config: Config,
  seen: Seen,
  only: readonly string[] | null = null,
  by: Providers = providers,
): Plan {
  return plan(requestAt(now, config, seen, only, by));
}

export function requestAt(
  now: string,
  config: Config,
  seen: Seen,
  only: readonly string[] | null = null,
  by: Providers = providers,
): PlanRequest {
  return {
    desired: desire(config, Date.parse(now), only),
    observed: observedFor(config, seen),
    history: { ...NO_HISTORY, ...seen.history },
    providers: by,
    config: { file: "/etc/rdump/rdump.json5", digest: "d".repeat(64) },
    host: "joke.example",
    simulated: false,
  };
}

/** The daily points of a volume, one a day at 03:00 UTC, the last on `last`. */
export function daily(volume: string, days: number, last: string): readonly Point[] {
  const end = Date.parse(`${last}T03:00:00Z`);
  return Array.from({ length: days }, (_, index) => pointAt(volume, isoOf(end - (days - 1 - index) * 86_400_000)));
}

export function problem(code: string): Diagnostic {
  return { code, severity: "error", summary: "It cannot be seen", detail: "The disk is gone." };
}
