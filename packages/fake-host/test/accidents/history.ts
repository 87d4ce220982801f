import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stampOf } from "@rdump/core";
import {
  type Content,
  changed,
  contentOf,
  FakeHost,
  locateDirectory,
  treeAt,
  type World,
  withRepositoryOf,
} from "@rdump/fake-host";
import { isRsures } from "../crash/expectations.ts";
import { Killer } from "../crash/killer.ts";
import { type Attempt, applyOnce, statusOnce } from "../crash/lifecycle.ts";
import type { FoundPoint } from "../crash/points.ts";
import type { Judged } from "../crash/property.ts";
import type { Recipe } from "../crash/recipe.ts";
import {
  archivesSeen,
  declaredBy,
  type Member,
  membersOf,
  OWNER,
  REPOSITORY,
  STATE,
  worldFor,
} from "../crash/scene.ts";
import { type Declared, MACHINE } from "../engine.ts";
import { faultsOf, firstName, type Known, type Loss, ownGone, ownPoints, type Ran, RENAMED } from "./judge.ts";
import type { Accident, HistoryRecipe } from "./recipe.ts";
import {
  allEmptied,
  allRemoved,
  anotherDisk,
  anotherDiskOfItsSize,
  damaged,
  lived,
  renamed,
  repaired,
  saved,
  withRightDisk,
} from "./source.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_NIGHT = Date.UTC(2026, 10, 20, 2);
const YEAR = 365 * DAY;

/** How many nights old the copy is from which the repository is restored. */
const COPY_AGE = 2;

/** One host through many nights with accidents. */
export async function historyWith(recipe: HistoryRecipe): Promise<Judged> {
  const history = new History(recipe);
  try {
    return await history.live();
  } finally {
    history.end();
  }
}

const LOSSES = {
  "another disk": anotherDisk,
  "another disk of the same size": anotherDiskOfItsSize,
  "all files removed": allRemoved,
  "all files emptied": allEmptied,
} as const;

class History {
  readonly #recipe: HistoryRecipe;
  readonly #scene: Recipe;
  readonly #members: readonly Member[];
  readonly #scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "rdump-history-"));
  readonly #losses = new Map<string, Loss>();
  /** Volumes whose loss only the record of the right disk shows. */
  readonly #knownByUuid = new Set<string>();
  /** Points that were made of a source that had lost its files. */
  readonly #bad = new Set<string>();
  readonly #copies: World["repositories"][] = [];
  /** A copy of this machine that runs too. */
  #clone: {
    world: World;
    readonly root: string;
    readonly machineId: string;
    machine: string | null;
    /** Volumes of which the copy can see archives that it did not make; null: of all. */
    readonly seen: Set<string> | null;
  } | null = null;
  /** The digest in the marks of the copy, after its archives were taken over. */
  #taken: string | null = null;
  /** Archives of the copy. */
  readonly #foreign = new Set<string>();
  readonly #madeByClone = new Set<string>();
  readonly #pinned = new Map<string, string>();
  readonly #adopted = new Map<string, string>();
  #isRepositoryRenamed = false;
  #isVolumeRenamed = false;
  /** The `moved` lines, by kind: the last renaming. */
  readonly #moved = new Map<string, { readonly from: string; readonly to: string }>();
  #world: World;
  #id = OWNER;
  #hostname = "host";
  #clock = 0;
  #exclude: readonly string[] = [];
  #root: string;
  #processes = 0;
  #number = 0;

  constructor(recipe: HistoryRecipe) {
    this.#recipe = recipe;
    this.#scene = {
      volumes: recipe.volumes,
      past: [],
      strangers: [],
      upkeep: false,
      minute: 0,
      later: 0,
      power: "process",
      overflow: null,
    };
    this.#members = membersOf(this.#scene);
    this.#world = this.#members.reduce((world, { root }) => withRightDisk(world, root), worldFor(this.#scene));
    this.#root = mkdtempSync(join(this.#scratch, "state-"));
  }

  end(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  async live(): Promise<Judged> {
    let [runs, destroyed] = [0, 0];
    const faults: string[] = [];
    for (const [night, { accidents, runs: isOn }] of this.#recipe.nights.entries()) {
      for (const { root } of this.#members) this.#world = lived(this.#world, root, night);
      for (const { what, volume } of accidents) {
        this.#happens(what, this.#members[volume % this.#members.length] as Member);
      }
      this.#copies.push(this.#world.repositories);
      if (this.#clone !== null) faults.push(...(await this.#runClone(FIRST_NIGHT + night * DAY - HOUR)));
      if (!isOn) continue;
      const before = this.#world;
      const { plans, status, untrue } = await this.#run(FIRST_NIGHT + night * DAY + this.#clock);
      runs++;
      this.#seenByClone(before);
      const ran: Ran = { before, after: this.#world, plans, status, id: this.#id };
      destroyed += ownGone(ran, this.#known).length;
      const all = [...faults, ...untrue, ...faultsOf(ran, this.#known)];
      if (all.length > 0) {
        const happened = accidents.map(({ what }) => what).join(", ");
        return { counts: {}, faults: all.map((fault) => `night ${night} (${happened}): ${fault}`) };
      }
    }
    return { counts: { runs, "points destroyed": destroyed }, faults };
  }

  #happens(what: Accident, { name, root }: Member): void {
    switch (what) {
      case "another disk":
      case "another disk of the same size":
      case "all files removed":
      case "all files emptied":
        this.#lose(name, root, what);
        return;
      case "source repaired": {
        const loss = this.#losses.get(name);
        if (loss !== undefined) this.#world = repaired(this.#world, root, loss.was);
        this.#losses.delete(name);
        this.#knownByUuid.delete(name);
        return;
      }
      case "directory renamed":
        if (!this.#losses.has(name)) this.#world = renamed(this.#world, root);
        return;
      case "bad sector":
      case "bad sector repaired":
        this.#world = damaged(this.#world, root, what === "bad sector");
        return;
      case "another id":
        this.#id = "other";
        return;
      case "the right id":
        this.#id = OWNER;
        return;
      case "another host name":
        this.#hostname = this.#hostname === "host" ? "host2" : "host";
        return;
      case "clock a year ahead":
        this.#clock = YEAR;
        return;
      case "clock right again":
        this.#clock = 0;
        return;
      case "an exclude more":
        this.#exclude = ["sub"];
        return;
      case "no exclude":
        this.#exclude = [];
        return;
      case "repository of before": {
        const copy = this.#copies.at(-COPY_AGE);
        if (copy === undefined || Object.keys(copy).length === 0) return;
        this.#clone?.seen?.clear();
        this.#world = changed(this.#world, (draft) => {
          draft.repositories = copy as never;
        });
        return;
      }
      case "state directory lost":
        if (this.#canForget()) this.#root = mkdtempSync(join(this.#scratch, "state-"));
        return;
      case "record deleted":
        if (this.#canForget()) rmSync(join(this.#root, STATE, "points.jsonl"), { force: true });
        return;
      case "machine cloned":
      case "machine cloned with its id": {
        const machineId = what === "machine cloned" ? "c".repeat(32) : MACHINE;
        // Without a record, a point of such a copy looks like an own one.
        if (machineId === MACHINE && !existsSync(join(this.#root, STATE, "points.jsonl"))) return;
        this.#clone ??= {
          world: this.#world,
          root: this.#copyOfRoot(),
          machineId,
          machine: null,
          seen: machineId === MACHINE ? new Set() : null,
        };
        return;
      }
      case "clone switched off":
        this.#clone = null;
        return;
      case "clone taken over":
        if (this.#clone?.machineId === MACHINE || this.#clone?.machine == null) return;
        this.#taken = this.#clone.machine;
        this.#foreign.clear();
        return;
      case "newest archive pinned": {
        const own = this.#points(this.#world).filter((each) => each.where === "archives" && each.volume === name);
        const newest = own.filter(({ complete }) => complete).sort((a, b) => (a.name < b.name ? 1 : -1))[0];
        if (newest !== undefined) this.#pinned.set(newest.id, name);
        return;
      }
      case "pins removed":
        this.#pinned.clear();
        return;
      case "repository renamed":
        this.#isRepositoryRenamed = !this.#isRepositoryRenamed;
        this.#rename("repository", "disk", "disk2", this.#isRepositoryRenamed);
        return;
      case "volume renamed":
        this.#isVolumeRenamed = !this.#isVolumeRenamed;
        this.#rename("volume", "v0", RENAMED, this.#isVolumeRenamed);
        return;
      case "archive adopted":
        this.#adopt(name);
    }
  }

  /**
   * What a run found out about a source is in no other place: then a bad point looks like a good one, and a point of a copy
   * with the same machine id like an own one.
   */
  #canForget(): boolean {
    return this.#bad.size === 0 && this.#foreign.size === 0 && this.#knownByUuid.size === 0;
  }

  #rename(kind: string, first: string, second: string, isSecond: boolean): void {
    this.#moved.set(kind, isSecond ? { from: first, to: second } : { from: second, to: first });
  }

  /** Of another program, from noon two days before the first night. */
  #adopt(volume: string): void {
    const id = (0xad0 + this.#adopted.size).toString(16).padStart(64, "0");
    const [repository] = Object.keys(this.#world.repositories);
    const tree = archivesSeen(this.#world)[0]?.tree;
    if (repository === undefined || tree === undefined || this.#foreign.size > 0) return;
    const time = FIRST_NIGHT - 2 * DAY + (10 + this.#adopted.size) * HOUR;
    const archive = { id, name: `by-hand-${this.#adopted.size}`, time, comment: "", commandLine: [], tree };
    this.#adopted.set(id, volume);
    this.#world = changed(this.#world, (draft) => {
      draft.repositories[repository]?.archives.unshift(archive as never);
    });
  }

  /** Of a source that has lost its files already, the first loss counts. */
  #lose(name: string, root: string, what: keyof typeof LOSSES): void {
    const there = this.#points(this.#world).filter(({ volume, complete }) => volume === name && complete);
    // Before its first point, nothing is known of the source.
    if (!there.some(({ id }) => !this.#adopted.has(id))) return;
    if (what === "another disk of the same size") this.#knownByUuid.add(name);
    if (!this.#losses.has(name)) {
      const good = there.filter(({ id }) => !this.#bad.has(id));
      this.#losses.set(name, { was: saved(this.#world, root), good: new Set(good.map(({ id }) => id)) });
    }
    this.#world = LOSSES[what](this.#world, root);
  }

  #copyOfRoot(): string {
    const path = mkdtempSync(join(this.#scratch, "state-"));
    cpSync(this.#root, path, { recursive: true });
    return path;
  }

  /** A night of the copy: it shares the repository with this machine, and nothing else. */
  async #runClone(now: number): Promise<readonly string[]> {
    const clone = this.#clone;
    if (clone === null) return [];
    const before = this.#world;
    const host = new FakeHost({ world: withRepositoryOf(clone.world, before, REPOSITORY), now: () => now });
    const attempt = this.#attempt(host, clone.root, now);
    const { plans } = await applyOnce({ ...attempt, declared: declaredBy(this.#scene), machineId: clone.machineId });
    clone.machine = plans.at(-1)?.config.resolved.machine ?? clone.machine;
    clone.world = host.world;
    this.#world = withRepositoryOf(before, host.world, REPOSITORY);
    const had = new Set(archivesSeen(before).map(({ id }) => id));
    const isTaken = this.#taken !== null && this.#taken === clone.machine;
    for (const { id } of archivesSeen(this.#world)) {
      if (had.has(id)) continue;
      this.#madeByClone.add(id);
      if (!isTaken) this.#foreign.add(id);
    }
    // Until this machine makes a point, a copy with its machine id and its record is the same machine.
    const gone = ownGone({ before, after: this.#world }, this.#known);
    return gone
      .filter(({ id, volume }) => !this.#madeByClone.has(id) && (clone.seen?.has(volume) ?? true))
      .map(({ name, where }) => `${name} of ${where} is gone, and a copy of the machine did it`);
  }

  #seenByClone(before: World): void {
    const had = new Set(archivesSeen(before).map(({ id }) => id));
    for (const { id, volume, where } of this.#points(this.#world)) {
      // The copy knows the first volume by its first name only.
      const isOther = this.#isVolumeRenamed && volume === "v0";
      if (where === "archives" && !had.has(id) && !isOther) this.#clone?.seen?.add(volume);
    }
  }

  get #known(): Known {
    const pinned = new Set(this.#pinned.keys());
    const [scene, losses, foreign, adopted] = [this.#scene, this.#losses, this.#foreign, this.#adopted];
    return { scene, losses, foreign, pinned, adopted, bad: this.#bad };
  }

  #points(world: World): readonly FoundPoint[] {
    return ownPoints(world, this.#known);
  }

  async #run(now: number) {
    const expected = this.#contents(stampOf(now));
    const host = new FakeHost({ world: this.#world, now: () => now });
    const attempt = this.#attempt(host, this.#root, now);
    const { plans } = await applyOnce(attempt);
    const had = new Set(this.#points(this.#world).map(({ id }) => id));
    this.#world = host.world;
    for (const { id, volume } of this.#points(host.world)) {
      if (!had.has(id) && this.#losses.has(volume)) this.#bad.add(id);
    }
    const untrue = this.#points(host.world).filter(({ name, complete, content }) => {
      const was = expected.get(firstName(name));
      return complete && was !== undefined && JSON.stringify(was) !== JSON.stringify(content);
    });
    return {
      plans,
      status: await statusOnce(attempt),
      untrue: untrue.map(({ name, where }) => `${name} in ${where} is complete, and differs from its source`),
    };
  }

  #attempt(host: FakeHost, root: string, now: number): Attempt {
    const startTime = ++this.#processes;
    const process = { hostname: this.#hostname, boot: 1, pid: 100 + (startTime % 2), startTime };
    const number = () => ++this.#number;
    return { host, killer: Killer.never(), process, root, declared: this.#declared(), now, number };
  }

  #declared(): Declared {
    const declared = declaredBy(this.#scene);
    const repository = this.#isRepositoryRenamed ? "disk2" : "disk";
    const nameOf = (name: string) => (this.#isVolumeRenamed && name === "v0" ? RENAMED : name);
    const ofGroup = (ids: ReadonlyMap<string, string>) => {
      const groups = new Map<string, { readonly id: string }[]>();
      for (const [id, volume] of ids) {
        const address = `${nameOf(volume)}.archives["${repository}"]`;
        groups.set(address, [...(groups.get(address) ?? []), { id }]);
      }
      return Object.fromEntries(groups);
    };
    const volumes = Object.entries(declared.volumes as { readonly [name: string]: Declared }).map(([name, volume]) => {
      const archives = (volume.archives as readonly Declared[] | undefined)?.map((each) => ({ ...each, repository }));
      return [nameOf(name), { ...volume, exclude: this.#exclude, ...(archives === undefined ? {} : { archives }) }];
    });
    return {
      ...{ ...declared, id: this.#id, volumes: Object.fromEntries(volumes) },
      repositories: { [repository]: (declared.repositories as Declared).disk },
      moved: [...this.#moved.values()],
      ...{ adopted: ofGroup(this.#adopted), pinned: ofGroup(this.#pinned) },
      takenOver: this.#taken === null ? [] : [{ machine: this.#taken }],
    };
  }

  /** What the points of this run must hold. Snapshots have all; archives leave out what is excluded, and are not compared then. */
  #contents(stamp: string): ReadonlyMap<string, Content> {
    const found = new Map<string, Content>();
    if (this.#exclude.length > 0) return found;
    for (const { name, root } of this.#members) {
      const place = locateDirectory(this.#world, root);
      if (place !== null) found.set(`${name}-${stamp}`, contentOf(treeAt(this.#world, place), isRsures));
    }
    return found;
  }
}
