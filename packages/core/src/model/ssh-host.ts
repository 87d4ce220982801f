/**
 * How to reach a host by the system's ssh. A type and not an interface: it is part of inputs of actions, which are
 * JSON.
 */
export type SshHost = {
  readonly user: string | null;
  readonly port: number | null;
  readonly identityFile: string | null;
};
