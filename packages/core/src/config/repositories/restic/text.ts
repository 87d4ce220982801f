import type { AbsolutePathText, RateText } from "../../text/scalars.ts";
import type { PassphraseText } from "../../text/secret.ts";
import type { UpkeepText } from "../../text/upkeep.ts";

/** A restic repository for archives, which restic calls snapshots. */
export interface ResticRepositoryText {
  /** The type of the repository. */
  type: "restic";
  /**
   * The location: a path, or `sftp:`, `rest:`, `s3:`, `gs:` or `rclone:` with its address as restic takes it, without a
   * password.
   *
   * @minLength 1
   * @examples ["/mnt/backup/restic", "sftp:backup@nas.example:/srv/restic", "rest:https://nas.example:8000/host", "s3:s3.amazonaws.com/bucket/host"]
   */
  location: string;
  /** The source of the passphrase. restic encrypts each repository. */
  passphrase: PassphraseText;
  /**
   * The compression of new data.
   *
   * @default auto
   */
  compression?: "auto" | "off" | "max";
  /** The maximum upload rate of restic. Default: no limit. */
  uploadLimit?: RateText;
  /** The directory for the caches of restic. Default: that of restic, `~/.cache/restic`. */
  cacheDir?: AbsolutePathText;
  /**
   * A file with the keys of the storage: for `s3:` a credentials file of the AWS tools, for `gs:` the key of a service
   * account. Only its owner can read it.
   *
   * @examples ["/etc/rdump/s3-credentials"]
   */
  credentialsFile?: AbsolutePathText;
  /**
   * The ids of the repositories on disks that alternate at the location, as `restic cat config` shows them. Each has its
   * own archives and schedule. Another repository at the location is refused. Default: there is one repository.
   *
   * @minItems 1
   */
  disks?: string[];
  /** Schedule of `restic check`. Default: never. */
  check?: UpkeepText;
  /**
   * Schedule of `restic prune`, which frees the space of deleted archives. Default: weekly, if this config deleted
   * archives since the last time. `false` turns it off.
   */
  prune?: boolean | UpkeepText;
}
