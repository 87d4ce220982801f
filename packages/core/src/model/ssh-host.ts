/** How to reach a host by the system's ssh. A type and no interface: it stands in the inputs of actions, which are JSON. */
export type SshHost = {
  readonly user: string | null;
  readonly port: number | null;
  readonly identityFile: string | null;
};
