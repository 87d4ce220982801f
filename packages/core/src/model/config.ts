import type { Adopted } from "./adopted.ts";
import type { VolumeLimits } from "./limits.ts";
import type { Renamed, TakenOver } from "./ownership.ts";
import type { Pins } from "./pin.ts";
import type { Repository } from "./repository.ts";
import type { ServeGrant } from "./serve-grant.ts";
import type { SshHost } from "./ssh-host.ts";
import type { Volume } from "./volume.ts";

/**
 * The place of a secret address: a file, or the text of the config. The sender reads the address there; this value does
 * not contain it.
 */
export type AddressPlace = { readonly in: "file"; readonly path: string } | { readonly in: "config" };

/** The recipients whose address is a secret. */
export const SECRET_RECIPIENTS = ["webhook", "ntfy", "healthchecks"] as const;
export type SecretRecipient = (typeof SECRET_RECIPIENTS)[number];

export const OCCASIONS = ["failure", "overdue", "recovery", "weekly", "success"] as const;

/** The recipients of notifications. */
export interface Notify extends Readonly<Record<SecretRecipient, AddressPlace | null>> {
  readonly on: readonly (typeof OCCASIONS)[number][];
  readonly mail: string | null;
  /** It gets the message as text on its standard input. */
  readonly command: readonly string[] | null;
}

/** A resolved config, sorted by name. It contains no secret. */
export interface Config {
  /** The owner of the points that this config makes. */
  readonly id: string;
  /** The digest of this machine, which marks contain beside `id`; null: the machine has no id, and none is declared. */
  readonly machine: string | null;
  /** Earlier values of `id`, sorted. */
  readonly formerIds: readonly string[];
  /** Earlier names of volumes and repositories. */
  readonly moved: { readonly volumes: readonly Renamed[]; readonly repositories: readonly Renamed[] };
  /** Machines whose points count as own. */
  readonly takenOver: readonly TakenOver[];
  /** An IANA name, for slots and retention. */
  readonly timezone: string;
  readonly stateDir: string;
  readonly privilege: "none" | "sudo";
  readonly limits: VolumeLimits & {
    /** How long one reader, mover or hook may take, in milliseconds; null: as long as it does. */
    readonly time: number | null;
    /** How long a stream between two commands may move nothing, in milliseconds. */
    readonly stall: number;
    /** The bytes that expired snapshots may take in one pool because replicas need them; absent: any number. */
    readonly heldSpace?: number;
  };
  readonly notify: Notify | null;
  readonly metrics: string | null;
  readonly scratch: { readonly mount: string; readonly dataset: string };
  readonly ssh: { readonly [host: string]: SshHost };
  /** Absent: `rdump ssh-serve` permits nothing. */
  readonly serve?: readonly ServeGrant[];
  readonly repositories: { readonly [name: string]: Repository };
  /** Absent: nothing is adopted. */
  readonly adopted?: Adopted;
  /** Absent: nothing is pinned. */
  readonly pinned?: Pins;
  /** Sorted by name. */
  readonly volumes: readonly Volume[];
}
