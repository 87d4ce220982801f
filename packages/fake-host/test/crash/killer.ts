import type { Step } from "@rdump/core/provider";
import type { Fate, Half } from "@rdump/fake-host";

/** The instant at which a run is interrupted, and at which it dies; null: never. */
export interface Doom {
  readonly stop: number | null;
  readonly die: number | null;
}

type Then = "die" | "stop";

/**
 * Counts the instants of a run, and interrupts or kills it at one of them. After its death no request gets an answer.
 */
export class Killer {
  /** How many instants have passed. */
  passed = 0;
  /** Where it was interrupted, and where it was killed, as text. */
  readonly events: string[] = [];
  dead = false;
  readonly died: Promise<void>;
  readonly #doom: Doom;
  readonly #stop = new AbortController();
  #tell: () => void = () => {};

  constructor(doom: Doom) {
    this.#doom = doom;
    this.died = new Promise((resolve) => {
      this.#tell = resolve;
    });
  }

  static never(): Killer {
    return new Killer({ stop: null, die: null });
  }

  /** Aborted when it is interrupted. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** The instants of one step: before it, in each of its halves, after it and before anybody heard of that. */
  fate(step: Step, halves: readonly Half[]): Fate {
    const what = step.do === "run" ? step.argv.slice(0, 3).join(" ") : wordsOf(step);
    const words = [`before ${what}`, ...halves.map((half) => `in ${what}: ${half.what}`), `after ${what}`];
    const chosen = this.choose(words);
    if (chosen === null) return "run";
    const { index, then } = chosen;
    if (index === 0) return { at: "before", then };
    return index === words.length - 1 ? { at: "after", then } : { at: { half: index - 1 }, then };
  }

  /** The instant of an event among these; null without one. */
  choose(words: readonly string[]): { readonly index: number; readonly then: Then } | null {
    const first = this.passed;
    this.passed += words.length;
    const { stop, die } = this.#doom;
    const isIn = (at: number | null) => at !== null && at >= first && at < this.passed;
    if (isIn(die)) {
      this.dead = true;
      this.#tell();
      return this.#happens((die ?? 0) - first, "die", words);
    }
    if (!isIn(stop)) return null;
    this.#stop.abort();
    return this.#happens((stop ?? 0) - first, "stop", words);
  }

  #happens(index: number, then: Then, words: readonly string[]) {
    this.events.push(`${then === "die" ? "killed" : "told to stop"} ${words[index]}`);
    return { index, then };
  }
}

export function wordsOf(step: Step): string {
  if (step.do === "write") return `write ${step.path}`;
  if (step.do === "move") return `move ${step.from}`;
  if (step.do === "pipe") return step.stages.map(({ command }) => command.argv.join(" ")).join(" | ");
  return step.argv.join(" ");
}
