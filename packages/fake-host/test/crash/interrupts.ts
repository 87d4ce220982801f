import { Killer } from "./killer.ts";
import { recovered, thrown, type Verdict } from "./matrix.ts";
import type { Recipe } from "./recipe.ts";
import { type Ran, Story } from "./story.ts";

/**
 * Of how many stops one is followed by a third; and how many instants lie between those at which it then leaves at
 * once.
 */
const EVERY = 5;
const STEP = 9;

/**
 * Interrupts one run of a case at each of its instants, or at one of so many: it must end with nothing left over, and the next run must
 * finish its work. The third signal ends it at once at any place, like a kill.
 */
export async function interruptMatrix(recipe: Recipe, oneOf = 1): Promise<Verdict> {
  const story = new Story(recipe);
  try {
    const begin = await story.past();
    const whole = await story.run(begin, Killer.never());
    const { passed } = whole;
    const faults: string[] = [];
    let kills = 0;
    for (let at = 0; at < passed && faults.length === 0; at += oneOf) {
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
      for (let die = at + 1; hurries && die < stopped.passed && found.length === 0; die += STEP * oneOf) {
        const thrice = new Killer({ stop: at, die });
        const dead = await story.run(begin, thrice);
        const after = await recovered(story, recipe, { begin, whole, dead, at: die }).catch(thrown);
        found.push(...after.faults.map((fault) => `${thrice.events.join(", ")}${after.how}: ${fault}`));
        kills += after.kills;
      }
      faults.push(...found.map((fault) => `${killer.events.join(", ")} (instant ${at}): ${fault}`));
    }
    return { counts: { instants: passed, "runs killed or stopped": kills }, faults };
  } finally {
    story.end();
  }
}

/** An interrupted run reports that, unless it ended like an undisturbed run. */
function endOf(stopped: Ran, whole: Ran): readonly string[] {
  const status = stopped.report?.status ?? "interrupted";
  return status === "interrupted" || status === whole.report?.status ? [] : [`it ended as ${status}`];
}
