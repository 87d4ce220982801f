/**
 * A number for a line, the same for the same line. Different lines can share one, and a file's name can be chosen so that
 * they do: lines with one number must still be compared.
 *
 * @returns a whole number below 2^53
 */
export function fingerprint(text: string, start: number, end: number): number {
  let high = 0x811c9dc5;
  let low = 0x9747b28c;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995) + (low >>> 13);
  }
  return (high >>> 0) * 0x200000 + ((low ^ (low >>> 15)) & 0x1fffff);
}
