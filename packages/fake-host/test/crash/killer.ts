import type { Step } from "@rdump/core/provider";
import type { Fate, Half } from "@rdump/fake-host";

/**
 * Counts the instants at which a run can be killed, and kills it at one of them: from then on whoever asks hears nothing,
 * as if the process were gone.
 */
export class Killer {
  /** How many instants have passed. */
  passed = 0;
  /** Where it was killed, in words; null while it lives. */
  death: string | null = null;
  readonly died: Promise<void>;
  readonly #at: number | null;
  #tell: () => void = () => {};

  /** @param at null: never */
  constructor(at: number | null) {
    this.#at = at;
    this.died = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  get dead(): boolean {
    return this.death !== null;
  }

  /** The instants of one step: before it, in each of its halves, after it and before anybody heard of that. */
  fate(step: Step, halves: readonly Half[]): Fate {
    const what = step.do === "write" ? `write ${step.path}` : step.argv.slice(0, 3).join(" ");
    const words = [`before ${what}`, ...halves.map((half) => `in ${what}: ${half.what}`), `after ${what}`];
    const chosen = this.choose(words);
    if (chosen === null) return "run";
    if (chosen === 0) return "before";
    return chosen === words.length - 1 ? "after" : { half: chosen - 1 };
  }

  /** Which of these instants is the one; null when none is. */
  choose(words: readonly string[]): number | null {
    const first = this.passed;
    this.passed += words.length;
    if (this.#at === null || this.dead || this.#at < first || this.#at >= this.passed) return null;
    const chosen = this.#at - first;
    this.death = words[chosen] ?? "";
    this.#tell();
    return chosen;
  }
}
