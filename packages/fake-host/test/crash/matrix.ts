import { Killer } from "./killer.ts";
import type { Judged } from "./property.ts";
import type { Recipe } from "./recipe.ts";
import { repositoryIn } from "./scene.ts";
import { type Moment, type Ran, Story, withDiskBack } from "./story.ts";

/** `killed or stopped`: the runs that were to recover too. */
export interface Verdict extends Judged {
  readonly counts: { readonly instants: number; readonly "runs killed or stopped": number };
}

/**
 * Kills one run of a case at each of its instants, or at one of so many, lets the next one recover, and checks the
 * result.
 */
export async function crashMatrix(recipe: Recipe, oneOf = 1): Promise<Verdict> {
  const story = new Story(recipe);
  try {
    const begin = await story.past();
    const whole = await story.run(begin, Killer.never());
    const faults = [...story.judge(begin, [whole])];
    let kills = 0;
    for (let at = 0; at < whole.passed && faults.length === 0; at += oneOf) {
      const killer = new Killer({ stop: null, die: at });
      const dead = await story.run(begin, killer);
      const found = await recovered(story, recipe, { begin, whole, dead, at }).catch(thrown);
      kills += found.kills;
      faults.push(...found.faults.map((fault) => `${killer.events.join(", ")} (instant ${at}${found.how}): ${fault}`));
    }
    return { counts: { instants: whole.passed, "runs killed or stopped": kills }, faults };
  } finally {
    story.end();
  }
}

export function thrown(error: unknown) {
  const faults = [`it threw ${error instanceof Error ? error.stack : String(error)}`];
  return { faults, how: "", kills: 1 };
}

interface Death {
  readonly begin: Moment;
  /** The run to which nothing happened. */
  readonly whole: Ran;
  readonly dead: Ran;
  readonly at: number;
}

/**
 * After a death: the machine boots, and the next runs recover. Of three deaths one is followed by another in the middle
 * of the recovery, one comes with the loss of the state directory, and one is followed by `rdump recover`, twice.
 */
export async function recovered(story: Story, recipe: Recipe, { begin, whole, dead, at }: Death) {
  const other = recipe.power === "process" ? "machine" : "process";
  const power = at % 2 === 0 ? recipe.power : other;
  const isLost = at % 3 === 1;
  let from = story.after(dead, power, isLost);
  const all = [dead];
  let how = `, ${power}${isLost ? ", state directory lost" : ""}`;
  if (at % 3 === 2) {
    const { passed } = await story.run(from, Killer.never(), story.later);
    if (passed > 0) {
      const killer = new Killer({ stop: null, die: (at * 7919) % passed });
      const again = await story.run(from, killer, story.later);
      all.push(again);
      from = story.after(again, power, false);
      how += `, and while it recovered ${killer.events.join(", ")}`;
    }
  }
  const found: string[] = [];
  if (at % 3 === 0) {
    const { moment, ran, faults } = await story.recoverTwice(from);
    found.push(...faults);
    all.push(ran);
    from = moment;
    how += ", recovered twice";
  }
  const { ran, faults } = await story.converge(from, whole);
  const kills = all.length - (at % 3 === 0 ? 1 : 0);
  found.push(...faults, ...story.judge(begin, [...all, ran]));
  const before = withDiskBack(begin);
  if (recipe.lost === true && repositoryIn(before.world) !== null && found.length === 0) {
    const again = await story.runWithDisk(ran);
    found.push(...again.faults, ...story.judge(before, [...all, ran, again.ran]));
  }
  return { faults: found, how, kills };
}
