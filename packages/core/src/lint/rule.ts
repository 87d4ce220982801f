import type { Loaded, Span, TreeNode } from "../config/index.ts";
import type { Severity } from "../diagnostics/diagnostic.ts";
import type { Config } from "../model/config.ts";

/** A config that means something, with its text: what a rule looks at. */
export interface Subject {
  readonly config: Config;
  readonly tree: TreeNode;
  /** Where volumes and targets are declared. */
  readonly places: Loaded["places"];
}

/** One place where a rule is broken. */
export interface Breach {
  readonly span: Span;
  /** In sentences: what, why, and what to do. */
  readonly detail: string;
}

/** A rule of meaning: what the language allows, and one should not write. */
export interface Rule {
  /** Stable, kebab-case. */
  readonly code: string;
  /** An error is what cannot run or can lose data. */
  readonly severity: Severity;
  /** The fixed words above each breach. */
  readonly summary: string;
  readonly check: (subject: Subject) => Iterable<Breach>;
}
