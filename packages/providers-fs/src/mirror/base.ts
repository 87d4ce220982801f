import type { MirrorState } from "./state.ts";

type Held = Pick<MirrorState, "mark" | "hasFiles">;

/** What of the source a mirror is known to have before a copy. Times in milliseconds. */
export type Base =
  /** Nothing: every file is copied. */
  | { readonly kind: "empty" }
  /** Everything of the run of that time. */
  | { readonly kind: "complete"; readonly time: number }
  /** Everything that did not change since that time. */
  | { readonly kind: "incomplete"; readonly time: number }
  | { readonly kind: "unknown" };

export function baseOf({ mark, hasFiles }: Held): Base {
  if (mark === null) return { kind: hasFiles ? "unknown" : "empty" };
  if (mark.complete) return { kind: "complete", time: Date.parse(mark.time) };
  return mark.since === undefined ? { kind: "unknown" } : { kind: "incomplete", time: Date.parse(mark.since) };
}

/** The time for the mark of an unfinished copy; null: not known. */
export function sinceOf({ mark, hasFiles }: Held, run: { readonly time: string }): string | null {
  if (mark === null) return hasFiles ? null : run.time;
  return mark.complete ? mark.time : (mark.since ?? null);
}
