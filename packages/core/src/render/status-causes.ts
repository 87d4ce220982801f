import type { ChalkInstance } from "chalk";
import { visible } from "../diagnostics/visible.ts";
import { openCount } from "../model/decay.ts";
import type { GroupStatus, Status } from "../model/status.ts";
import { decayDetail } from "../plan/decay.ts";
import { lossText, lostFilesText, WAYS_OUT } from "../plan/shrinkage.ts";
import { counted, spanText } from "./quantity.ts";
import { wrapped } from "./wrap.ts";

/** A cause is shown once, with a number, and the targets that it is about. */
interface Cause {
  readonly number: number;
  readonly abouts: Set<string>;
}

/** The maximum number of named targets of one cause; further targets are counted. */
const NAMED = 5;

/** The causes in a status, numbered in the order in which rows ask for them. */
export class Causes {
  readonly #byAddress = new Map<string, string[]>();
  readonly #causes = new Map<string, Cause>();

  constructor(status: Status) {
    for (const group of status.groups) for (const text of textsOf(group, status)) this.#add(group.address, text);
    for (const { address, kind, obstacle, failure } of status.upkeep) {
      if (obstacle !== null) this.#add(address, obstacle);
      if (failure === null) continue;
      const { time, run, summary, code } = failure;
      this.#add(address, `${kind}: failed at ${time} in run ${run}: ${summary} [${code}]`);
    }
  }

  #add(address: string, text: string): void {
    const texts = this.#byAddress.get(address) ?? [];
    if (!texts.includes(text)) this.#byAddress.set(address, [...texts, text]);
  }

  /** `[1]` or `[1,2]`; empty without a cause. */
  numbers(address: string): string {
    const numbers = (this.#byAddress.get(address) ?? []).map((text) => this.#numberOf(text, address));
    return numbers.length === 0 ? "" : `[${numbers.join(",")}]`;
  }

  #numberOf(text: string, about: string): number {
    const cause = this.#causes.get(text) ?? { number: this.#causes.size + 1, abouts: new Set() };
    cause.abouts.add(about);
    this.#causes.set(text, cause);
    return cause.number;
  }

  /** Each cause that a row refers to. */
  lines(color: ChalkInstance, width: number): readonly string[] {
    return [...this.#causes].flatMap(([text, { number, abouts }]) => {
      const more = abouts.size > NAMED ? [`and ${abouts.size - NAMED} more`] : [];
      const named = [...[...abouts].slice(0, NAMED).map(visible), ...more];
      const head = `[${number}] `;
      const indent = " ".repeat(head.length);
      const detail = text.split("\n").flatMap((line) => wrapped(visible(line), width - head.length));
      const [first = "", ...others] = named.join(", ").length <= width - head.length ? [named.join(", ")] : named;
      const rest = [...others.map((other) => color.bold(other)), ...detail];
      return ["", `${head}${color.bold(first)}`, ...rest.map((line) => indent + line)];
    });
  }
}

function decaysOf(volume: string, { decayed = [], groups }: Status): readonly string[] {
  const found = decayed.filter((each) => each.volume === volume && openCount(each) > 0);
  if (found.length === 0) return [];
  const addresses = groups.flatMap((group) => (group.volume === volume ? [group.address] : []));
  return found.map((each) => decayDetail(each, addresses));
}

function textsOf(group: GroupStatus, status: Status): readonly string[] {
  const { obstacle, incomplete, invalid, foreign, adopted = 0, observed, volume } = group;
  const points = [
    ...(incomplete > 0 ? [counted(incomplete, "incomplete point")] : []),
    ...(invalid > 0 ? [counted(invalid, "invalid point")] : []),
    ...(foreign > 0 ? [`${counted(foreign, "point")} of another machine`] : []),
    ...(adopted > 0 ? [counted(adopted, "adopted point")] : []),
  ];
  const isOlder = status.running === null && observed < status.asOf;
  const shrinkage = status.shrunken.find((each) => each.volume === volume);
  return [
    ...(obstacle === null ? [] : [obstacle]),
    ...(shrinkage === undefined
      ? []
      : [
          `${lossText(shrinkage)} (counted by ${shrinkage.by}). No point of the volume is destroyed without confirmation. ${WAYS_OUT}.${lostFilesText([shrinkage])}`,
        ]),
    ...decaysOf(volume, status),
    ...(points.length === 0 ? [] : [`The target has ${points.join(", ")}.`]),
    ...(isOlder ? [`Observed ${spanText(Date.parse(status.asOf) - Date.parse(observed))} ago.`] : []),
  ];
}
