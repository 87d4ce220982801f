/** A phrase that no text of the project contains, and the words to use instead: docs/contributing.md. */
export interface Phrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** Archaic or literary turns, in messages, help, comments, names of tests, and pages. */
export const PHRASES: readonly Phrase[] = [
  { pattern: /\b(bears?|bore|borne|bearing)\b/i, instead: "has, carries" },
  { pattern: /\b(is|are|was|were) (no longer there|not there any more|no more)\b/i, instead: "is missing" },
  { pattern: /\b(has|have|had) not (the|got)\b/i, instead: "does not have, not enough" },
  { pattern: /\b(stands?|stood) (in|on|for|beside|before|behind)\b/i, instead: "is in, depends on, means" },
  { pattern: /\b(is|are|was|were) to be\b/i, instead: "must be, will be" },
  { pattern: /\bheld against\b/i, instead: "compared with" },
  { pattern: /\b(holds?|held) fast\b/i, instead: "keep, check" },
  { pattern: /\b(owner|run|user|host|volume)'s own\b/i, instead: "the owner's" },
  { pattern: /\bof (this|that|another|the same|an) (owner|run|user|host)'s\b/i, instead: "of this owner" },
  { pattern: /\bwaits? for a word\b/i, instead: "requires confirmation" },
  // Not the user `nobody` in an option, an address or a literal.
  { pattern: /(?<![=/])\bnobody\b(?![@"])/i, instead: "no process, no user, no rule" },
  { pattern: /\bunasked\b/i, instead: "without confirmation" },
  { pattern: /\b(lays?|laid) (out|down)\b/i, instead: "format, write" },
  { pattern: /\b(comes?|came) of\b/i, instead: "results from" },
  { pattern: /\b(whoever|whatever|whichever|wherever)\b/i, instead: "the name of the thing" },
  { pattern: /\bthe affair of\b/i, instead: "is reported by, belongs to" },
  { pattern: /\b(take|takes|took|taken|taking) (it |them |that )?down\b/i, instead: "remove, clean up" },
  { pattern: /\bcould not be asked\b/i, instead: "cannot query" },
  { pattern: /\b(what|where) (it|they) stands? on\b/i, instead: "what it depends on" },
  { pattern: /\b(is|are|was|were|be|been) told\b/i, instead: "is reported, is shown" },
  { pattern: /\btells? (of|apart)\b/i, instead: "reports, distinguishes" },
  { pattern: /\b(lets?|letting) go\b/i, instead: "release, remove" },
  { pattern: /\b(is|are|was|were) at work\b/i, instead: "is running" },
  { pattern: /\bof use\b/i, instead: "useful" },
  {
    pattern: /\b(doomed|perished|hitherto|thereof|therein|whence|wherefore|thus|lest|save for)\b/i,
    instead: "a plain word",
  },
  { pattern: /\b(makes?|made) good\b/i, instead: "repair, catch up" },
  { pattern: /\b(makes?|made) anew\b|\banew\b/i, instead: "again" },
  { pattern: /\bin words\b/i, instead: "with a clear error" },
  { pattern: /\bput right\b/i, instead: "fix" },
  { pattern: /\b(but for|for want of|by dint of)\b/i, instead: "except, without" },
  { pattern: /\b(is|are) (all )?well\b/i, instead: "is ok" },
  { pattern: /\b(reckon(s|ed)?|beget|betoken|befall|bygone)\b/i, instead: "compute" },
];

/** Names that are riddles: identifiers and files say what the value is. */
export const NAMES: readonly Phrase[] = [
  { pattern: /doomed/i, instead: "expired" },
  { pattern: /letGo/, instead: "released, removed" },
  { pattern: /^(sight|belongings|troubles?|told|tell|land|picture|whereabouts|doubt)$/i, instead: "the field's noun" },
  { pattern: /(Belongings|Troubles?|Told|Whereabouts|Hindrances?)$/, instead: "the field's noun" },
  { pattern: /^(tell|told|bears|hindrances|lastWords)([A-Z]|$)/, instead: "report, has" },
];
