import type { RepositoryText } from "../repositories/text.ts";
import type { KeepChoiceText, KeepText } from "./keep.ts";
import type { VolumeLimitsText } from "./limits.ts";
import type { AbsolutePathText, DatasetText, DurationText, EveryText, FileSizeText } from "./scalars.ts";
import type { SecretFileText } from "./secret.ts";
import type { VolumeText } from "./volume.ts";

/** The text of an rdump.json5. */
export interface ConfigText {
  /** The path of the JSON Schema, for editors. */
  $schema?: string;
  /** The version of this language. */
  version: 1;
  /**
   * Files with parts of the config. Paths are relative to this file. This file overrides the files that it includes, and
   * a later file overrides an earlier one: objects merge, other values and lists replace, and `null` removes a key.
   *
   * @examples [["policies.json5"]]
   */
  include?: string[];
  /** Overrides of this file by the name of the host. A host without an entry cannot use the config. */
  hosts?: { [host: string]: OverrideText };
  /**
   * The owner of the points of this config; part of every mark of rdump. Letters, digits, `.`, `_`, `-`. Default: the
   * host name.
   *
   * @examples ["joke"]
   */
  id?: string;
  /**
   * A name for this machine, where /etc/machine-id is empty or missing (containers). Points of the same `id` from
   * another machine are foreign. Default: the machine id.
   *
   * @examples ["joke-container"]
   */
  machine?: string;
  /**
   * Earlier values of `id`. Points, mirrors and results with these ids count as own.
   *
   * @examples [["old-name"]]
   */
  formerIds?: string[];
  /** Volumes and repositories that had another name. Points and results of the old name count for the new one. */
  moved?: MovedText[];
  /** Other machines whose points with this `id` count as own. `rdump takeover` adds the lines. */
  takenOver?: TakenOverText[];
  /**
   * The IANA time zone of schedules and keep rules. Default: the time zone of the system.
   *
   * @examples ["Europe/Berlin", "UTC"]
   */
  timezone?: string;
  /**
   * The directory of journals and of the record of points. Default: `/var/lib/rdump`; without root `$XDG_STATE_HOME/rdump`.
   *
   * @examples ["/var/lib/rdump"]
   */
  stateDir?: AbsolutePathText;
  /**
   * `sudo`: adds `sudo` to the commands that need root, and to no others.
   *
   * @default none
   */
  privilege?: "none" | "sudo";
  limits?: LimitsText;
  notify?: NotifyText;
  /**
   * A file for metrics, for the node exporter of Prometheus.
   *
   * @examples ["/var/lib/prometheus/node-exporter/rdump.prom"]
   */
  metrics?: AbsolutePathText;
  scratch?: ScratchText;
  /** Hosts that are reached by ssh, by name. */
  ssh?: { [host: string]: SshHostText };
  /** Senders on other hosts whose replicas this host receives, by the name that `rdump ssh-serve NAME` gets. */
  serve?: { [sender: string]: ServeText };
  /** Keep rules with a name, for `keep: "NAME"`. */
  policies?: { [policy: string]: KeepText };
  /** The repositories of archives, by name. */
  repositories?: { [repository: string]: RepositoryText };
  /**
   * Points that rdump did not make, and that count as own, by the address of their group. `rdump adopt` prints the lines.
   *
   * @examples [{ "home.archives[\"offsite\"]": [{ "names": "home-2025-*" }, { "id": "0f1e2d" }] }]
   */
  adopted?: { [address: string]: AdoptedText[] };
  /**
   * Points that the keep rules do not expire, by the address of their group. `rdump pin` prints the lines.
   *
   * @examples [{ "home.archives[\"offsite\"]": [{ "id": "0f1e2d", "until": "2027-01-31" }] }]
   */
  pinned?: { [address: string]: PinText[] };
  /** The volumes to back up, by name. Names are letters, digits, `.`, `_`, `-`. */
  volumes: { [volume: string]: VolumeText };
}

/** Any keys of the config but `$schema`, `version`, `include` and `hosts`. */
export interface OverrideText {
  [key: string]: unknown;
}

/** A volume or a repository with a new name. */
export interface MovedText {
  /**
   * The old name, which is no longer declared.
   *
   * @examples ["users"]
   */
  from: string;
  /**
   * The new name.
   *
   * @examples ["home"]
   */
  to: string;
}

/** A machine whose points count as own. */
export interface TakenOverText {
  /**
   * The group. Default: all groups.
   *
   * @examples ["home.archives[\"nas\"]"]
   */
  address?: string;
  /**
   * The digest of the machine, as the plan shows it.
   *
   * @examples ["66d939ca680283df"]
   */
  machine: string;
}

/** Limits for deletions without confirmation, and for the time of commands. */
export interface LimitsText extends VolumeLimitsText {
  /**
   * The maximum time of one borg, rsync, rsure, `zfs send` or hook. A command that takes longer is interrupted. Default:
   * no limit.
   *
   * @examples ["20h"]
   */
  time?: DurationText;
  /**
   * A stream to a replica that moves no data for this time is ended. Default: `10m`.
   *
   * @examples ["10m"]
   */
  stall?: DurationText;
  /**
   * The space in one pool that expired snapshots may take because a replica needs them. Above it, plan and status warn.
   * Default: no warning.
   *
   * @examples ["20 GiB"]
   */
  heldSpace?: FileSizeText;
}

/** A point that rdump did not make, or several of them. Exactly one of the two keys. */
export interface AdoptedText {
  /** The identity that borg or ZFS gave the point. */
  id?: string;
  /**
   * A pattern of names, with `*`, `?` and `[...]`. `rdump adopt` resolves it into identities, in the file beside the
   * config. Points that match and were not resolved do not count.
   */
  names?: string;
}

/** A point that stays. */
export interface PinText {
  /** The identity that borg or ZFS gave the point. */
  id: string;
  /**
   * End of the pin. A day of UTC, or a time with `Z`. Default: the point stays until the line is
   * removed.
   *
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$
   * @examples ["2027-01-31", "2027-01-31T12:00:00Z"]
   */
  until?: string;
}

/** The recipients and events of notifications. */
export interface NotifyText {
  /**
   * The events that are notified.
   *
   * @default ["failure", "overdue", "recovery"]
   */
  on?: ("failure" | "overdue" | "recovery" | "weekly" | "success")[];
  /**
   * A mail address, or a user of this machine.
   *
   * @examples ["root"]
   */
  mail?: string;
  /**
   * The address of a webhook, in a file. The address itself is also allowed, but then every reader of the config can
   * use it, and `rdump lint` warns.
   *
   * @examples [{ "file": "/root/.rdump-webhook" }]
   */
  webhook?: string | SecretFileText;
  /**
   * The address of a topic of ntfy, in a file. The address itself is also allowed, as for `webhook`.
   *
   * @examples [{ "file": "/root/.rdump-ntfy" }]
   */
  ntfy?: string | SecretFileText;
  /**
   * A command that gets each message as text on its standard input, the subject in the first line.
   *
   * @minItems 1
   * @examples [["apprise", "--config=/etc/rdump/apprise.yml"]]
   */
  command?: string[];
  /**
   * The ping address of a healthchecks service, in a file. The address itself is also allowed, as for `webhook`.
   *
   * @examples [{ "file": "/root/.rdump-healthchecks" }]
   */
  healthchecks?: string | SecretFileText;
}

/** The place for mounts and clones that exist only during a run. */
export interface ScratchText {
  /**
   * The directory for mounts of snapshots.
   *
   * @default /run/rdump
   */
  mount?: AbsolutePathText;
  /**
   * The dataset in each pool for clones that are scanned.
   *
   * @default rdump-scan
   */
  dataset?: string;
}

/** A sender, and its rights on this host. */
export interface ServeText {
  /** The `id` in the config of the sender. */
  id: string;
  /** The replicas of the sender are below this dataset, which must exist. */
  below: DatasetText;
  /**
   * The replicas of the sender must be encrypted, with keys that this host does not have.
   *
   * @default false
   */
  raw?: boolean;
  /**
   * The sender may destroy its own snapshots below the dataset when they expire. By default the sender destroys nothing.
   *
   * @default false
   */
  destroy?: boolean;
  /** The sender may send compressed streams, which zstd decompresses on this host. By default the sender may not. */
  compression?: "zstd";
  /**
   * The received points to keep. Runs of this host expire the other received points. Default: all are kept. Requires
   * `machine`.
   */
  keep?: KeepChoiceText;
  /** How often a point is expected, for the state of the group. Default: the finest unit of `keep`, else `daily`. */
  every?: EveryText;
  /**
   * The digest of the machine of the sender: 16 hex digits. `rdump status --json` prints it there as `machine`.
   *
   * @examples ["0123456789abcdef"]
   */
  machine?: string;
}

/** Settings to reach a host. Other values come from the configuration of ssh. */
export interface SshHostText {
  /** The user on that host. */
  user?: string;
  /**
   * The port on that host.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 65535
   */
  port?: number;
  /**
   * The path of the private key.
   *
   * @examples ["/root/.ssh/rdump"]
   */
  identityFile?: AbsolutePathText;
}
