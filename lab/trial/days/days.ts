import { Churn } from "./churn.ts";
import type { Operation } from "./operation.ts";
import { Random } from "./random.ts";
import { firstTree, specialChanges } from "./special.ts";

export interface Size {
  /** Number of small files. */
  readonly files: number;
  /** Bytes of the large file. */
  readonly image: number;
}

export const FULL: Size = { files: 10_000, image: 512 * 2 ** 20 };
export const SMALL: Size = { files: 300, image: 2 ** 21 };

/** On this day, files change and keep their size and mtime. */
const UNSEEN = 3;
const FIRST = Date.UTC(2026, 0, 1) / 1000;

/** The operations that make the first tree, and those of each day after it. The same seed gives the same trees. */
export function daysOf(seed: number, size: Size): readonly (readonly Operation[])[] {
  const churn = new Churn(new Random(seed), size.files);
  const timeOf = (day: number) => FIRST + day * 86_400 + 0.125;
  const first = [...firstTree(size.image, timeOf(0)), ...churn.first(timeOf(0))];
  const later = specialChanges(size.image, timeOf).map((special, index) => {
    const day = index + 1;
    return [...special, ...churn.day(timeOf(day)), ...(day === UNSEEN ? churn.unseen() : [])];
  });
  return [first, ...later];
}
