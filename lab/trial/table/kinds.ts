import type { Finding } from "../judge/finding.ts";
import type { DayResult } from "../run/trial.ts";

/** Each kind of difference with the largest number of a day, and its days: `content: 5 (day 3 to 7)`. */
export function kindsText(days: readonly DayResult[], isWanted: (finding: Finding) => boolean): string {
  const all = days.flatMap(({ findings }) => findings.filter(isWanted).map(({ kind }) => kind));
  return [...new Set(all)]
    .map((kind) => {
      const counts = days.map(({ day, findings }) => ({
        day,
        count: findings.filter((each) => each.kind === kind).length,
      }));
      const hit = counts.filter(({ count }) => count > 0);
      const most = Math.max(...hit.map(({ count }) => count));
      return `${kind}: ${most} (${daysText(hit.map(({ day }) => day))})`;
    })
    .join("; ");
}

/** `day 3`, `day 3 to 7`, `day 1, 4`. The numbers ascend. */
function daysText(days: readonly number[]): string {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  if (days.length === 1) return `day ${first}`;
  return last - first === days.length - 1 ? `day ${first} to ${last}` : `day ${days.join(", ")}`;
}
