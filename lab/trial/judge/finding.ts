/** One way in which a restored entry differs. The kinds of `LESSER` are not part of an integrity record. */
export interface Finding {
  readonly kind: string;
  readonly path: string;
}

const LESSER = ["times of directories", "times of links and devices", "fractions of a second", "holes"] as const;

export function isLesser({ kind }: Finding): boolean {
  return (LESSER as readonly string[]).includes(kind);
}
