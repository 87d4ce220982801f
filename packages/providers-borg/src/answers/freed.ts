const UNITS: { readonly [unit: string]: number } = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  EB: 1e18,
};

/**
 * The space that a compaction freed, in bytes, as exact as the message of borg: `compaction freed about 3.00 MB
 * repository space.` A negative number, if the compaction itself wrote more, counts as 0. Null for any other text.
 */
export function freedBytes(text: string): number | null {
  const [, amount, unit] = /compaction freed about ([+-]?\d+(?:\.\d+)?) ([kMGTPE]?B) repository space/.exec(text) ?? [];
  if (amount === undefined || unit === undefined) return null;
  return Math.max(0, Math.round(Number(amount) * (UNITS[unit] ?? 1)));
}
