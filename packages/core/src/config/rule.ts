import type { Severity } from "../diagnostics/diagnostic.ts";
import type { CodeText } from "../diagnostics/register.ts";
import type { Span } from "./positions.ts";
import type { Subject } from "./subject.ts";

/** A part of the text, and its replacement. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The one safe answer to a breach. */
export interface Fix {
  /** The effect of the fix, as a phrase after `rdump lint --fix`. */
  readonly what: string;
  readonly edits: readonly Edit[];
}

/** One place where a rule is broken. */
export interface Breach {
  readonly span: Span;
  /** Sentences: the observation, the reason, and the action. */
  readonly detail: string;
  readonly fix?: Fix;
}

/**
 * A lint rule: a pattern that the language allows and that a config should not contain. Its texts are shown by `rdump
 * explain`.
 */
export interface Rule extends CodeText {
  /** Stable, kebab-case. */
  readonly code: string;
  /** An error cannot run or can lose data. */
  readonly severity: Severity;
  /**
   * The input of the rule. `written`: the text as it is, with or without errors. `whole`: that something is missing,
   * which is known only of a text without errors. `machine`: as `written`, compared with this machine.
   */
  readonly judges: "written" | "whole" | "machine";
  /** It says that something is not used. In an included file, another config can use it. */
  readonly isAboutUse?: true;
  readonly check: (subject: Subject) => Iterable<Breach>;
}
