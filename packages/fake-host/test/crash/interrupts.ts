import { Killer } from "./killer.ts";
import { recovered, thrown, type Verdict } from "./matrix.ts";
import type { Recipe } from "./recipe.ts";
import { type Ran, Story } from "./story.ts";

/** Of how many stops one is followed by a third; and how many instants lie between those at which it then leaves at once. */
const EVERY = 5;
const STEP = 9;

/**
 * Tells one run of a case to stop, at each of its instants: it must come to its own end with nothing left over, and the next
 * one must finish what it left. Told a third time it leaves at once, wherever it is: that is a death.
 */
export async function interruptMatrix(recipe: Recipe): Promise<Verdict> {
  const story = new Story(recipe);
  try {
    const begin = await story.past();
    const whole = await story.run(begin, Killer.never());
    const { passed } = whole;
    const faults: string[] = [];
    let kills = 0;
    for (let at = 0; at < passed && faults.length === 0; at++) {
      const killer = new Killer({ stop: at, die: null });
      const stopped = await story.run(begin, killer);
      const { ran, faults: open } = await story.converge(stopped, whole);
      const found = [
        ...endOf(stopped, whole),
        ...story.judge(begin, [stopped], { unrecovered: true }),
        ...open,
        ...story.judge(begin, [stopped, ran]),
      ];
      kills++;
      const hurries = at % EVERY === 0;
      for (let die = at + 1; hurries && die < stopped.passed && found.length === 0; die += STEP) {
        const thrice = new Killer({ stop: at, die });
        const dead = await story.run(begin, thrice);
        const after = await recovered(story, recipe, { begin, whole, dead, at: die }).catch(thrown);
        found.push(...after.faults.map((fault) => `${thrice.events.join(", ")}${after.how}: ${fault}`));
        kills += after.kills;
      }
      faults.push(...found.map((fault) => `${killer.events.join(", ")} (instant ${at}): ${fault}`));
    }
    return { instants: passed, kills, faults };
  } finally {
    story.end();
  }
}

/** A run that was told to stop says so, unless it had come to its end as it would have come to it undisturbed. */
function endOf(stopped: Ran, whole: Ran): readonly string[] {
  const status = stopped.report?.status ?? "stopped";
  return status === "stopped" || status === whole.report?.status ? [] : [`it ended as ${status}`];
}
