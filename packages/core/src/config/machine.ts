/** The facts about the machine that a config's defaults are taken from. */
export interface Machine {
  readonly hostname: string;
  /** The content of /etc/machine-id; null when there is none, or it is empty. */
  readonly machineId: string | null;
  /** An IANA name, or the text of another form that `readTimezone` refuses. */
  readonly timezone: string;
  readonly isRoot: boolean;
  readonly env: { readonly HOME?: string | undefined; readonly XDG_STATE_HOME?: string | undefined };
}
