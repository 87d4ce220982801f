import type { Repository } from "./repository.ts";
import type { SshHost } from "./ssh-host.ts";
import type { Volume } from "./volume.ts";

/** Whom to tell. The addresses that are themselves secrets stay in their files and are no part of this. */
export interface Notify {
  readonly on: readonly ("failure" | "overdue" | "recovery" | "success")[];
  readonly mail: string | null;
  readonly webhookFile: string | null;
  readonly healthchecksFile: string | null;
}

/** What a config means: everything written, resolved, in its order of names. No secret is in it. */
export interface Config {
  /** Who owns the points that this config makes. */
  readonly id: string;
  /** An IANA name; slots and retention are reckoned in it. */
  readonly timezone: string;
  readonly stateDir: string;
  readonly privilege: "none" | "sudo";
  /** Parts of one: how much of a group one plan may destroy, how far a source may shrink, unasked. */
  readonly limits: { readonly destroy: number; readonly shrink: number };
  readonly notify: Notify | null;
  readonly metrics: string | null;
  readonly scratch: { readonly mount: string; readonly dataset: string };
  readonly ssh: { readonly [host: string]: SshHost };
  readonly repositories: { readonly [name: string]: Repository };
  /** Sorted by name. */
  readonly volumes: readonly Volume[];
}
