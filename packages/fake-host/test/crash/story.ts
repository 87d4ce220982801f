import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stampOf } from "@rdump/core";
import { FakeHost, overflowed, rebooted, type World } from "@rdump/fake-host";
import { Expectations } from "./expectations.ts";
import { Killer, wordsOf } from "./killer.ts";
import { type Attempt, applyOnce, planOnce, recoverOnce, type Tried } from "./lifecycle.ts";
import type { Power, Recipe } from "./recipe.ts";
import {
  declaredBy,
  livedOn,
  membersOf,
  OWNER,
  repositoryIn,
  SCRATCH,
  STATE,
  withDisk,
  withoutDisk,
  withStrangers,
  worldFor,
} from "./scene.ts";
import { badGroups, filledOn, foreignTouched, goneUnshown, hung, leftovers, unfinished, untrue } from "./verdict.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST_DAY = Date.UTC(2026, 10, 20);

/** A host and the files of its state directory, at one moment. */
export interface Moment {
  readonly world: World;
  /** How often the host has booted. */
  readonly boot: number;
  /** The directory below which the state directory lies. */
  readonly root: string;
}

export interface Ran extends Moment, Tried {
  readonly host: FakeHost;
  readonly passed: number;
}

/** A case: its past, and the possible ends of its run. */
export class Story {
  readonly #recipe: Recipe;
  readonly #expectations: Expectations;
  readonly #scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "rdump-crash-"));
  readonly #begins: number;
  #number = 0;
  #processes = 0;

  constructor(recipe: Recipe) {
    this.#recipe = recipe;
    this.#expectations = new Expectations(recipe);
    this.#begins = FIRST_DAY + recipe.minute * MINUTE;
  }

  end(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  /** The host as the runs before left it, those that were killed and those that came to their end. */
  async past(): Promise<Moment> {
    let moment: Moment = { world: worldFor(this.#recipe), boot: 1, root: this.#freshRoot(null) };
    for (const [index, { daysAgo, killed, power }] of this.#recipe.past.entries()) {
      // No two runs are of one second: their points would have one name.
      const now = this.#begins - daysAgo * DAY - (5 - daysAgo) * MINUTE + index * 1000;
      const lived = { ...moment, world: livedOn(moment.world, this.#recipe, now / 1000) };
      const whole = await this.run(lived, Killer.never(), now);
      const at = killed === null ? null : Math.floor((killed * whole.passed) / 1000);
      const ran =
        at === null || whole.passed === 0 ? whole : await this.run(lived, new Killer({ stop: null, die: at }), now);
      moment = ran === whole ? ran : { ...ran, ...afterDeath(ran, power) };
    }
    const lived = await withStrangers(livedOn(moment.world, this.#recipe, this.#begins / 1000), this.#recipe);
    return { ...moment, world: this.#recipe.lost === true ? withoutDisk(lived) : lived };
  }

  /** One `rdump apply`, on copies: what it began from stays as it was. */
  async run(from: Moment, killer: Killer, now = this.#begins): Promise<Ran> {
    const { world } = from;
    const host = this.#hostOn(world, killer, now);
    const root = this.#freshRoot(from.root);
    this.#expectations.noteLive(world, stampOf(now));
    const tried = await applyOnce(this.#attempt(host, { ...from, root }, killer, now));
    return { ...tried, boot: from.boot, world: host.world, root, host, passed: killer.passed };
  }

  /** The moment of the run that follows one that died or was stopped, in milliseconds. */
  get later(): number {
    return this.#begins + this.#recipe.later * MINUTE;
  }

  /** How a dead run leaves host and state directory. */
  after(dead: Ran, power: Power, isLost: boolean): Moment {
    return { ...afterDeath(dead, power), root: isLost ? this.#freshRoot(null) : dead.root };
  }

  /** One more run, which must leave nothing to do, and fill each group that the run does that nothing happens to. */
  async converge(from: Moment, whole: Ran): Promise<{ readonly ran: Ran; readonly faults: readonly string[] }> {
    const now = this.later + 1000;
    const ran = await this.run(from, Killer.never(), now);
    const next = await planOnce(this.#attempt(ran.host, ran, Killer.never(), now));
    // Withheld deletions require confirmation, and may be left.
    const open = next.actions.filter(({ guard }) => guard === null).map(({ id, reason }) => `${id} (${reason})`);
    const filled = filledOn(ran.world, this.#recipe, dayOf(now));
    const empty = filledOn(whole.world, this.#recipe, dayOf(this.#begins)).filter((group) => !filled.includes(group));
    const said = open.length + empty.length === 0 ? "" : saidBy(ran);
    return { ran, faults: [...open, ...empty].map((what) => `not converged: ${what}, ${said}`) };
  }

  /** The lost repository is there again: one more run must fill its groups, and leave nothing to do. */
  async runWithDisk(from: Moment): Promise<{ readonly ran: Ran; readonly faults: readonly string[] }> {
    const now = this.later + 2000;
    const ran = await this.run(withDiskBack(from), Killer.never(), now);
    const next = await planOnce(this.#attempt(ran.host, ran, Killer.never(), now));
    const open = next.actions.filter(({ guard }) => guard === null).map(({ id, reason }) => `${id} (${reason})`);
    const filled = filledOn(ran.world, this.#recipe, dayOf(now));
    const empty = membersOf(this.#recipe)
      .filter(({ name, kept }) => kept.archives !== null && !filled.includes(`${name} archives`))
      .map(({ name }) => `${name} has no archive`);
    const what = [...open, ...empty].map((each) => `the repository is there again: ${each}, ${saidBy(ran)}`);
    return { ran, faults: what };
  }

  /** `rdump recover`, twice: the second must find nothing to do. */
  async recoverTwice(
    from: Moment,
  ): Promise<{ readonly moment: Moment; readonly ran: Ran; readonly faults: readonly string[] }> {
    const host = this.#hostOn(from.world, Killer.never(), this.later);
    const root = this.#freshRoot(from.root);
    const attempt = () => this.#attempt(host, { ...from, root }, Killer.never(), this.later);
    const first = await recoverOnce(attempt());
    const { world } = host;
    const steps = host.ran.length;
    await recoverOnce(attempt());
    const again = host.ran.slice(steps).map((step) => wordsOf(step));
    const faults = [
      ...again.map((step) => `recovering twice did ${step} once more`),
      ...(world === host.world ? [] : ["recovering twice changed the host once more"]),
      ...leftovers(world).map((what) => `left over after recover: ${what}`),
    ];
    const ran = { ...first, boot: from.boot, world, root, host, passed: 0 };
    return { moment: ran, ran, faults };
  }

  /**
   * The failed checks after these runs, each of which continued the previous one. `unrecovered`: what runs before them
   * left may still be there, since they were stopped before they came to it.
   */
  judge(begin: Moment, runs: readonly Ran[], { unrecovered = false } = {}): readonly string[] {
    const recipe = this.#recipe;
    const world = runs.at(-1)?.world ?? begin.world;
    const plans = runs.flatMap((ran) => ran.plans);
    return [
      ...leftovers(world)
        .filter((what) => !unrecovered || !leftovers(begin.world).includes(what))
        .map((what) => `left over: ${what}`),
      ...(unrecovered ? [] : unfinished(world)),
      ...untrue(world, recipe, this.#expectations),
      ...goneUnshown(begin.world, world, recipe, plans),
      ...badGroups(begin.world, world, recipe),
      ...foreignTouched(begin.world, world, recipe),
      ...(runs.at(-1) === undefined
        ? []
        : lockOf(runs.at(-1) as Ran).map((name) => `the state directory holds ${name}`)),
      ...replaced(begin, runs),
      ...runs.flatMap(({ host }) => hung(host)),
    ];
  }

  #hostOn(world: World, killer: Killer, now: number): FakeHost {
    let steps = 0;
    return new FakeHost({
      world,
      now: () => now,
      fate: (step, halves) => killer.fate(step, halves),
      meanwhile: (after, step) => {
        steps++;
        const lived = this.#expectations.meanwhile(after, step);
        return now === this.#begins && steps === this.#recipe.overflow ? this.#overflowed(lived) : lived;
      },
    });
  }

  /** Every classic snapshot of this owner overflows. */
  #overflowed(world: World): World {
    const own = world.volumes.filter(({ tags, kind }) => kind === "linear" && tags.includes(`rdump.owner=${OWNER}`));
    return own.reduce((next, { vg, name, origin }) => (origin === null ? next : overflowed(next, vg, name)), world);
  }

  /** A process of its own: numbers of processes come round, so that a dead run may have had this one. */
  #attempt(host: FakeHost, { boot, root }: Pick<Moment, "boot" | "root">, killer: Killer, now: number): Attempt {
    const startTime = ++this.#processes;
    const process = { hostname: "host", boot, pid: 100 + (startTime % 2), startTime };
    return { host, killer, process, root, declared: declaredBy(this.#recipe), now, number: () => ++this.#number };
  }

  #freshRoot(like: string | null): string {
    const path = mkdtempSync(join(this.#scratch, "state-"));
    if (like !== null) cpSync(like, path, { recursive: true });
    return path;
  }
}

/** The same moment, with the disk of the repository mounted again. */
export function withDiskBack(moment: Moment): Moment {
  return { ...moment, world: withDisk(withoutDisk(moment.world)) };
}

/** A run that knows of the lost repository makes none in its place. */
function replaced(begin: Moment, runs: readonly Ran[]): readonly string[] {
  const known = recordIn(begin);
  if (!known.includes('"type":"repository"') || repositoryIn(begin.world) !== null) return [];
  // A run that lost its state directory knows of none.
  const made = runs.some((ran) => recordIn(ran).startsWith(known) && repositoryIn(ran.world) === "below");
  return made ? ["a repository was made in the place of one that was there"] : [];
}

function recordIn({ root }: Moment): string {
  const path = join(root, STATE, "points.jsonl");
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** The lock of a run that died, which the next one breaks. */
function lockOf({ root }: Moment): readonly string[] {
  const path = join(root, STATE);
  const names = existsSync(path) ? readdirSync(path) : [];
  return names.filter((name) => name.startsWith("lock") && !name.endsWith(".tmp"));
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Why a run did not complete its work. */
function saidBy({ report, plans }: Ran): string {
  const failed =
    report?.actions.flatMap(({ action, diagnostic }) =>
      diagnostic === null ? [] : [`${action}: ${diagnostic.detail}`],
    ) ?? [];
  const scopes = report?.scopes.map(({ detail }) => detail) ?? [];
  const planned =
    plans
      .at(-1)
      ?.diagnostics.filter(({ severity }) => severity === "error")
      .map(({ detail }) => detail) ?? [];
  return [...failed, ...scopes, ...planned].join("; ");
}

/** After the death of a process, the kernel is unchanged. After the death of a machine, it boots from its disks. */
function afterDeath({ world, boot }: Moment, power: Power): Pick<Moment, "world" | "boot"> {
  if (power === "process") return { world, boot };
  return { world: rebooted(world, (point) => !point.startsWith(`${SCRATCH}/`)), boot: boot + 1 };
}
