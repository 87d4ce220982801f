import { HASHED, PLAIN, SCRIPT } from "./contenders.ts";
import type { Cost } from "./measure.ts";

/** The costs of a contender, by the share of changed files, one for each round; null: why there are none. */
export interface Measured {
  readonly name: string;
  readonly missing: string | null;
  readonly costs: ReadonlyMap<number, readonly Cost[]>;
}

/** Seconds, and the median of the ratios of each round: other load affects both sides of a ratio. */
export function tableOf(heading: string, what: keyof Cost, rows: readonly Measured[], shares: readonly number[]) {
  const named = (name: string) => rows.find((row) => row.name === name);
  const valuesOf = (row: Measured | undefined, share: number) => row?.costs.get(share)?.map((cost) => cost[what]) ?? [];
  const ratio = (row: Measured | undefined, to: Measured | undefined, share: number) => {
    const others = valuesOf(to, share);
    return median(valuesOf(row, share).map((value, round) => value / (others[round] ?? Number.NaN)));
  };
  const cells = (row: Measured) =>
    shares.map((share) => {
      const seconds = `${median(valuesOf(row, share)).toFixed(2)} s`;
      return row.name === SCRIPT ? seconds : `${seconds}, ${ratio(row, named(SCRIPT), share).toFixed(2)}`;
    });
  const head = shares.map((share) => (share === 0 ? "nothing changed" : `${share * 100} % changed`));
  const integrity = shares.map((share) => ratio(named(HASHED), named(PLAIN), share).toFixed(2));
  return [
    `| ${[heading, ...head].join(" | ")} |`,
    `| ${[heading, ...head].map(() => "---").join(" | ")} |`,
    ...rows.map((row) => {
      return `| ${[row.name, ...(row.missing === null ? cells(row) : shares.map(() => row.missing))].join(" | ")} |`;
    }),
    `| integrity data: ratio to the night without it | ${integrity.join(" | ")} |`,
  ];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
