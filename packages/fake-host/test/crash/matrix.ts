import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Plan, stampOf } from "@rdump/core";
import { FakeHost, rebooted, type World } from "@rdump/fake-host";
import { Expectations } from "./expectations.ts";
import { Killer } from "./killer.ts";
import { type Attempt, applyOnce, planOnce, type Tried } from "./lifecycle.ts";
import type { Power, Recipe } from "./recipe.ts";
import { declaredBy, livedOn, SCRATCH, withStrangers, worldFor } from "./scene.ts";
import { badGroups, foreignTouched, goneUnshown, hung, leftovers, untrue } from "./verdict.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const FIRST_DAY = Date.UTC(2026, 10, 20);

/** What a matrix found: how many instants it killed at, and what did not hold afterwards. */
export interface Verdict {
  readonly instants: number;
  /** How many runs were killed altogether, those that were to recover too. */
  readonly kills: number;
  readonly faults: readonly string[];
}

/** Kills one run of a case at each of its instants, lets the next one recover, and looks at what is there then. */
export async function crashMatrix(recipe: Recipe): Promise<Verdict> {
  const story = new Story(recipe);
  try {
    const begin = await story.past();
    const whole = await story.run(begin, new Killer(null));
    const faults = [...story.judge(begin, whole.world, whole.plans, [whole.host])];
    let kills = 0;
    for (let at = 0; at < whole.passed && faults.length === 0; at++) {
      const killer = new Killer(at);
      const dead = await story.run(begin, killer);
      const found = await story.recovered(begin, dead, at);
      kills += found.kills;
      faults.push(...found.faults.map((fault) => `killed ${killer.death} (instant ${at}${found.how}): ${fault}`));
    }
    return { instants: whole.passed, kills, faults };
  } finally {
    story.end();
  }
}

/** A host and the state directory beside it, at one moment. */
interface Moment {
  readonly world: World;
  readonly stateDir: string;
}

interface Ran extends Moment, Tried {
  readonly host: FakeHost;
  readonly passed: number;
  readonly plans: readonly Plan[];
}

class Story {
  readonly #recipe: Recipe;
  readonly #expectations: Expectations;
  readonly #scratch = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "rdump-crash-"));
  readonly #begins: number;
  #number = 0;

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
    let moment: Moment = { world: worldFor(this.#recipe), stateDir: this.#freshStateDir(null) };
    for (const { daysAgo, killed, power } of this.#recipe.past) {
      const now = this.#begins - daysAgo * DAY - (5 - daysAgo) * MINUTE;
      const lived = { ...moment, world: livedOn(moment.world, this.#recipe, now / 1000) };
      const whole = await this.run(lived, new Killer(null), now);
      const at = killed === null ? null : Math.floor(killed * whole.passed);
      const ran = at === null || whole.passed === 0 ? whole : await this.run(lived, new Killer(at), now);
      moment = { ...ran, world: ran === whole ? ran.world : afterDeath(ran.world, power) };
    }
    return {
      ...moment,
      world: await withStrangers(livedOn(moment.world, this.#recipe, this.#begins / 1000), this.#recipe),
    };
  }

  /** One `rdump apply`, on copies: what it began from stays as it was. */
  async run(from: Moment, killer: Killer, now = this.#begins): Promise<Ran> {
    const { world } = from;
    const host = new FakeHost({
      world,
      now: () => now,
      fate: (step, halves) => killer.fate(step, halves),
      meanwhile: (after, step) => this.#expectations.meanwhile(after, step),
    });
    const stateDir = this.#freshStateDir(from.stateDir);
    this.#expectations.noteLive(world, stampOf(now));
    const attempt = this.#attempt(host, stateDir, killer, now);
    const { plan, report } = await applyOnce(attempt);
    return {
      world: host.world,
      stateDir,
      host,
      passed: killer.passed,
      plan,
      report,
      plans: plan === null ? [] : [plan],
    };
  }

  /**
   * What follows a death: the machine comes back, and the next runs recover. Of three deaths one is followed by another in the
   * middle of the recovery, and of three one comes with the loss of the state directory.
   */
  async recovered(begin: Moment, dead: Ran, at: number) {
    const power: Power = at % 2 === 0 ? this.#recipe.power : this.#recipe.power === "process" ? "machine" : "process";
    const isLost = at % 3 === 1;
    const now = this.#begins + this.#recipe.later * MINUTE;
    let from: Moment = {
      world: afterDeath(dead.world, power),
      stateDir: isLost ? this.#freshStateDir(null) : dead.stateDir,
    };
    const hosts = [dead.host];
    const plans = [...dead.plans];
    let how = `, ${power}${isLost ? ", state directory lost" : ""}`;
    let kills = 1;
    if (at % 3 === 2) {
      const whole = await this.run(from, new Killer(null), now);
      if (whole.passed > 0) {
        const killer = new Killer((at * 7919) % whole.passed);
        const again = await this.run(from, killer, now);
        hosts.push(again.host);
        plans.push(...again.plans);
        from = { ...again, world: afterDeath(again.world, power) };
        how += `, and while it recovered ${killer.death}`;
        kills++;
      }
    }
    const after = await this.run(from, new Killer(null), now + 1000);
    const next = await planOnce(
      this.#attempt(after.host, after.stateDir, new Killer(null), now + 1000),
      after.host.io(),
    );
    const open = next.actions.map(({ id, reason }) => `not converged: ${id} (${reason}), ${saidBy(after)}`);
    const faults = [...open, ...this.judge(begin, after.world, [...plans, ...after.plans], [...hosts, after.host])];
    return { faults, how, kills };
  }

  judge(begin: Moment, world: World, plans: readonly Plan[], hosts: readonly FakeHost[]): readonly string[] {
    const recipe = this.#recipe;
    return [
      ...leftovers(world).map((what) => `left over: ${what}`),
      ...untrue(world, recipe, this.#expectations),
      ...goneUnshown(begin.world, world, recipe, plans),
      ...badGroups(begin.world, world, recipe),
      ...foreignTouched(begin.world, world, recipe),
      ...hosts.flatMap(hung),
    ];
  }

  #attempt(host: FakeHost, stateDir: string, killer: Killer, now: number): Attempt {
    this.#number++;
    return { host, killer, stateDir, declared: declaredBy(this.#recipe), now, number: this.#number };
  }

  #freshStateDir(like: string | null): string {
    const path = mkdtempSync(join(this.#scratch, "state-"));
    if (like !== null) cpSync(like, path, { recursive: true });
    return path;
  }
}

/** Why a run did not do what it was to do. */
function saidBy({ report, plan }: Ran): string {
  const failed =
    report?.actions.flatMap(({ action, diagnostic }) =>
      diagnostic === null ? [] : [`${action}: ${diagnostic.detail}`],
    ) ?? [];
  const scopes = report?.scopes.map(({ detail }) => detail) ?? [];
  const planned = plan?.diagnostics.filter(({ severity }) => severity === "error").map(({ detail }) => detail) ?? [];
  return [...failed, ...scopes, ...planned].join("; ");
}

/** A dead process leaves the kernel as it is; a dead machine comes back from its disks. */
function afterDeath(world: World, power: Power): World {
  return power === "process" ? world : rebooted(world, (point) => !point.startsWith(`${SCRATCH}/`));
}
