const UNITS = ["K", "M", "G", "T", "P"] as const;

/** `171B`, `2.2K`, `12G`: five characters at most, as `ls -h` and `du -h` print sizes. */
export function shortBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)}B`;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${UNITS[unit]}`;
}

/** `+20M`, `-1.5G`, `0`. */
export function shortGrowth(bytes: number): string {
  if (bytes === 0) return "0";
  return `${bytes < 0 ? "-" : "+"}${shortBytes(Math.abs(bytes))}`;
}

/** `45s`, `12m`, `23h`, `5d`, `3y`: four characters at most, rounded down. `seconds`: not negative. */
export function shortSpan(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 48 * 3600) return `${Math.floor(seconds / 3600)}h`;
  const days = Math.floor(seconds / 86_400);
  return days < 1000 ? `${days}d` : `${Math.floor(days / 365.25)}y`;
}
