import { Killer } from "./killer.ts";
import { recovered, thrown, type Verdict } from "./matrix.ts";
import type { Recipe } from "./recipe.ts";
import { Story } from "./story.ts";

/** How many instants lie between two at which a run that was told to stop leaves at once. */
const STEP = 4;

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
        ...endOf(stopped.report?.status),
        ...story.judge(begin, [stopped]),
        ...open,
        ...story.judge(begin, [stopped, ran]),
      ];
      kills++;
      for (let die = at + 1; die < stopped.passed && found.length === 0; die += STEP) {
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

/** A run that was told to stop says so, unless it had done everything. */
function endOf(status: string | undefined): readonly string[] {
  return status === undefined || status === "stopped" || status === "done" ? [] : [`it ended as ${status}`];
}
