export type Severity = "error" | "warning" | "note";

/** Line and column count from 1; the column in UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface SourceRange {
  readonly start: Position;
  readonly end: Position;
}

/**
 * A message for the user. `summary` is a fixed text without user names. `detail` has sentences: the observation, the
 * reason, the action. Neither contains a secret. Text from outside is escaped when it is shown, not here.
 */
export interface Diagnostic {
  /** Stable, kebab-case, room first: `config-unknown-key`, `borg-wrong-passphrase`. */
  readonly code: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly detail: string;
  readonly file?: string;
  readonly range?: SourceRange;
  /** Its object in the plan: the address of a group, or the name of a volume. */
  readonly address?: string;
  /** Another process has locked it, so it cannot be queried now: the last observation is still its state. */
  readonly locked?: true;
}

/**
 * Errors first, then by place, then by code: the order in which they are shown, independent of the order of the checks.
 */
export function byImportance(a: Diagnostic, b: Diagnostic): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    compareText(a.file ?? "", b.file ?? "") ||
    (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
    (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
    compareText(a.address ?? "", b.address ?? "") ||
    compareText(a.code, b.code) ||
    compareText(a.detail, b.detail)
  );
}

const RANK: { readonly [severity in Severity]: number } = { error: 0, warning: 1, note: 2 };

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
