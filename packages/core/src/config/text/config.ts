import type { RepositoryText } from "../repositories/text.ts";
import type { KeepText } from "./keep.ts";
import type { AbsolutePathText, DurationText, PercentText } from "./scalars.ts";
import type { SecretFileText } from "./secret.ts";
import type { VolumeText } from "./volume.ts";

/** The text of an rdump.json5. */
export interface ConfigText {
  /** The schema that editors check this file by. */
  $schema?: string;
  /** The version of this language. */
  version: 1;
  /**
   * Who owns the points that this config makes; part of every mark that rdump leaves. Letters, digits, `.`, `_`, `-`.
   * Default: the host's name.
   *
   * @examples ["joke"]
   */
  id?: string;
  /**
   * The IANA time zone of slots and retention. Default: the time zone of the system.
   *
   * @examples ["Europe/Berlin", "UTC"]
   */
  timezone?: string;
  /**
   * Where journals and history are kept. Default: `/var/lib/rdump`; without root `$XDG_STATE_HOME/rdump`.
   *
   * @examples ["/var/lib/rdump"]
   */
  stateDir?: AbsolutePathText;
  /**
   * Whether `sudo` is put before the commands that need root, and only before those.
   *
   * @default none
   */
  privilege?: "none" | "sudo";
  limits?: LimitsText;
  notify?: NotifyText;
  /**
   * A file that metrics are written to, for Prometheus' node exporter.
   *
   * @examples ["/var/lib/prometheus/node-exporter/rdump.prom"]
   */
  metrics?: AbsolutePathText;
  scratch?: ScratchText;
  /** Hosts that are reached by ssh, by name. */
  ssh?: { [host: string]: SshHostText };
  /** Keep rules with a name, for `keep: "NAME"`. */
  policies?: { [policy: string]: KeepText };
  /** Where archives are kept, by name. */
  repositories?: { [repository: string]: RepositoryText };
  /** What is protected, by name. Names are letters, digits, `.`, `_`, `-`. */
  volumes: { [volume: string]: VolumeText };
}

/** Limits for deletions without confirmation, and for the time of commands. */
export interface LimitsText {
  /**
   * How much of a group one plan may destroy.
   *
   * @default 50%
   */
  destroy?: PercentText;
  /**
   * How far a source may shrink before its mirror is left alone, and its older points are kept until somebody says
   * otherwise.
   *
   * @default 50%
   */
  shrink?: PercentText;
  /**
   * How long one borg, rsync, rsure or hook may take before it is ended, as by an interrupt. Default: as long as it
   * does.
   *
   * @examples ["20h"]
   */
  time?: DurationText;
}

/** Whom to tell, and of what. */
export interface NotifyText {
  /**
   * What is worth telling.
   *
   * @default ["failure", "overdue", "recovery"]
   */
  on?: ("failure" | "overdue" | "recovery" | "success")[];
  /**
   * A mail address, or a user of this machine.
   *
   * @examples ["root"]
   */
  mail?: string;
  /**
   * Where the address of a webhook is kept. The address itself can stand here, where everyone who reads the config can
   * use it: lint warns.
   *
   * @examples [{ "file": "/root/.rdump-webhook" }]
   */
  webhook?: string | SecretFileText;
  /**
   * Where the ping address of a healthchecks service is kept. The address itself can stand here too, as with `webhook`.
   *
   * @examples [{ "file": "/root/.rdump-healthchecks" }]
   */
  healthchecks?: string | SecretFileText;
}

/** Where what exists only during a run is put. */
export interface ScratchText {
  /**
   * The directory that snapshots are mounted under.
   *
   * @default /run/rdump
   */
  mount?: AbsolutePathText;
  /**
   * The dataset under each pool that clones for scans are made in.
   *
   * @default rdump-scan
   */
  dataset?: string;
}

/** How to reach a host. What is left out comes from ssh's own configuration. */
export interface SshHostText {
  /** The user there. */
  user?: string;
  /**
   * The port there.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 65535
   */
  port?: number;
  /**
   * The private key.
   *
   * @examples ["/root/.ssh/rdump"]
   */
  identityFile?: AbsolutePathText;
}
