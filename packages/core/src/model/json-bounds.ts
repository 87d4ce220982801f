/** Limits of a value, so that processing it needs limited time, memory and stack. */
export interface JsonBounds {
  readonly depth: number;
  readonly values: number;
  /** Characters of one text. */
  readonly text: number;
}

/** The exceeded limit of a parsed JSON value, as a noun phrase; null within the limits. Never recurses. */
export function excessOf(value: unknown, { depth, values, text }: JsonBounds): string | null {
  const open: (readonly [value: unknown, depth: number])[] = [[value, 1]];
  let count = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [each, at] = next;
    if (++count > values) return `more than ${values} values`;
    if (typeof each === "string") {
      if (each.length > text) return `a text of more than ${text} characters`;
      // No argument, path or name can hold one.
      if (each.includes("\0")) return "a NUL character";
    }
    if (typeof each !== "object" || each === null) continue;
    if (at >= depth) return `more than ${depth} levels`;
    for (const inner of Object.values(each)) open.push([inner, at + 1]);
  }
  return null;
}
