import type { Span } from "../config/index.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import type { Subject } from "./subject.ts";

/** One stretch of the text, and what is to stand there instead. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** The one safe answer to a breach. */
export interface Fix {
  /** What it does, for the end of `--fix …`. */
  readonly what: string;
  readonly edits: readonly Edit[];
}

/** One place where a rule is broken. */
export interface Breach {
  readonly span: Span;
  /** In sentences: what, why, and what to do. */
  readonly detail: string;
  readonly fix?: Fix;
}

/** A rule of meaning: what the language allows, and one should not write. */
export interface Rule {
  /** Stable, kebab-case. */
  readonly code: string;
  /** An error is what cannot run or can lose data. */
  readonly severity: Severity;
  /** The fixed words above each breach. */
  readonly summary: string;
  /**
   * What it judges. `written`: what stands in the text, also beside errors. `whole`: that something is missing, which
   * only a text without errors can tell. `machine`: as `written`, held against the machine that it is asked on.
   */
  readonly judges: "written" | "whole" | "machine";
  /** Why it matters, in sentences; with `remedy`, the rule's page. */
  readonly why: string;
  /** What to do, in sentences. */
  readonly remedy: string;
  readonly check: (subject: Subject) => Iterable<Breach>;
}
