/** The facts about the machine that a config's defaults are taken from. */
export interface Machine {
  readonly hostname: string;
  /** An IANA name, or the text of another form that `readTimezone` refuses. */
  readonly timezone: string;
  readonly isRoot: boolean;
  readonly env: { readonly HOME?: string | undefined; readonly XDG_STATE_HOME?: string | undefined };
}
