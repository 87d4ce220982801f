import type { Fields, Keep, Values } from "./draft.ts";

const UNITS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;

/** The keep rules of another program. */
export interface Rules {
  readonly keep: Keep;
  /**
   * False: a rule has no counterpart. The other rules alone would delete points that the program keeps, so a config
   * must not declare them.
   */
  readonly isWhole: boolean;
}

/**
 * The rules of keys such as `keep_daily`. Each other key that a pattern matches is a rule without counterpart, unless
 * its value is none.
 */
export function rulesIn(fields: Fields, prefix: string, others: RegExp, keep: Keep = {}): Rules {
  const found: Keep = { ...keep };
  for (const unit of UNITS) {
    const count = fields.periods(`${prefix}${unit}`);
    if (count !== null) found[unit] = count;
  }
  return { keep: found, isWhole: fields.hasNone(others) };
}

/**
 * The part of a target that declares its rules. If they are not whole, nothing expires, and points are made as often
 * as the finest known rule says.
 */
export function declared({ keep, isWhole }: Rules, where: string, losses: string[]): Values {
  const finest = UNITS.find((unit) => keep[unit] !== undefined);
  if (isWhole) return Object.keys(keep).length > 0 ? { keep } : {};
  losses.push(withoutExpiry(where));
  return finest === undefined ? {} : { every: finest };
}

/** For rules that would delete more points than those of the program. */
function withoutExpiry(where: string): string {
  return `${where}: not all keep rules have a counterpart, and the others alone would delete more points. So nothing expires until \`keep\` is declared.`;
}

const HOURS: { readonly [unit: string]: number } = { h: 1, d: 24, w: 7 * 24, m: 31 * 24, y: 366 * 24 };

/**
 * A duration such as `1y5m7d2h`, with the longest months and years: never shorter than that of the other program.
 * Null: it is no duration.
 */
export function longestDuration(text: string): string | null {
  if (!/^(\d{1,5}[hdwmy])+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+)([hdwmy])/g)];
  const hours = parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (HOURS[unit] ?? 0), 0);
  if (hours === 0) return null;
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}
