/** `bootstrap --json`. */
export interface BootstrapOutput {
  readonly formatVersion: 1;
  readonly owners: readonly {
    readonly owner: string;
    readonly machine: string | null;
    readonly volumes: readonly { readonly volume: string; readonly archives: number; readonly newest: string | null }[];
  }[];
  /** The owner whose record was written. */
  readonly owner: string;
  readonly host: string;
  /** Of the record, as ISO 8601. */
  readonly time: string;
  readonly archive: string;
  readonly config: string;
  readonly files: readonly string[];
  readonly missing: readonly { readonly what: string; readonly why: string }[];
  /** Why newer archives were not used. */
  readonly refused: readonly string[];
}
