import type { VolumeLimits } from "./limits.ts";
import type { Repository } from "./repository.ts";
import type { SshHost } from "./ssh-host.ts";
import type { Volume } from "./volume.ts";

/**
 * Where an address that is itself a secret stands: in a file, or in the config's own text. Who sends to it reads it
 * there; it is no part of this.
 */
export type AddressPlace = { readonly in: "file"; readonly path: string } | { readonly in: "config" };

/** Whom to tell. */
export interface Notify {
  readonly on: readonly ("failure" | "overdue" | "recovery" | "success")[];
  readonly mail: string | null;
  readonly webhook: AddressPlace | null;
  readonly healthchecks: AddressPlace | null;
}

/** What a config means: everything written, resolved, in its order of names. No secret is in it. */
export interface Config {
  /** Who owns the points that this config makes. */
  readonly id: string;
  /** An IANA name, for slots and retention. */
  readonly timezone: string;
  readonly stateDir: string;
  readonly privilege: "none" | "sudo";
  readonly limits: VolumeLimits & {
    /** How long one reader, mover or hook may take, in milliseconds; null: as long as it does. */
    readonly time: number | null;
  };
  readonly notify: Notify | null;
  readonly metrics: string | null;
  readonly scratch: { readonly mount: string; readonly dataset: string };
  readonly ssh: { readonly [host: string]: SshHost };
  readonly repositories: { readonly [name: string]: Repository };
  /** Sorted by name. */
  readonly volumes: readonly Volume[];
}
