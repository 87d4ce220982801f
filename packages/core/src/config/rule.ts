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
  /** What the fix does, to follow `rdump lint --fix`. */
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

/** A rule of meaning: what the language allows, and a config should not contain. Its texts are the page of its code. */
export interface Rule extends CodeText {
  /** Stable, kebab-case. */
  readonly code: string;
  /** An error is what cannot run or can lose data. */
  readonly severity: Severity;
  /**
   * What it judges. `written`: the text as it is, with or without errors. `whole`: that something is missing, which is
   * known only of a text without errors. `machine`: as `written`, compared with this machine.
   */
  readonly judges: "written" | "whole" | "machine";
  readonly check: (subject: Subject) => Iterable<Breach>;
}
