/** The words for an action of one kind. */
export interface VerbWords {
  /** In front of the action in a plan. */
  readonly symbol: string;
  /** In a plan's summary: `2 to create`. */
  readonly planned: string;
  /** While it runs, and afterwards. */
  readonly doing: string;
  readonly done: string;
  /** Its effect on the system. Terminals and graphs choose a colour for it. */
  readonly effect: "cleans" | "prepares" | "adds" | "changes" | "removes" | "maintains";
}

/** The verbs of actions, in the order of the summary of a plan. */
export const VERBS = {
  recover: { symbol: "!", planned: "to recover", doing: "recovering", done: "recovered", effect: "cleans" },
  prepare: { symbol: ">", planned: "to prepare", doing: "preparing", done: "prepared", effect: "prepares" },
  restore: { symbol: "<", planned: "to restore", doing: "restoring", done: "restored", effect: "adds" },
  create: { symbol: "+", planned: "to create", doing: "creating", done: "created", effect: "adds" },
  update: { symbol: "~", planned: "to update", doing: "updating", done: "updated", effect: "changes" },
  destroy: { symbol: "-", planned: "to destroy", doing: "destroying", done: "destroyed", effect: "removes" },
  check: { symbol: "*", planned: "to check", doing: "checking", done: "checked", effect: "maintains" },
  compact: { symbol: "*", planned: "to compact", doing: "compacting", done: "compacted", effect: "maintains" },
} as const satisfies { readonly [verb: string]: VerbWords };

/** The verb of an action. Its words are in `VERBS`. */
export type Verb = keyof typeof VERBS;

export const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

/** One value for each verb. */
export function forEachVerb<T>(value: (verb: Verb) => T): { readonly [verb in Verb]: T } {
  return Object.fromEntries(VERB_NAMES.map((verb) => [verb, value(verb)])) as { [verb in Verb]: T };
}
