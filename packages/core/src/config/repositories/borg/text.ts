import type { AbsolutePathText, RateText } from "../../text/scalars.ts";
import type { PassphraseText } from "../../text/secret.ts";
import type { UpkeepText } from "../../text/upkeep.ts";

/** A borg repository for archives. */
export interface BorgRepositoryText {
  /** The type of the repository. */
  type: "borg";
  /**
   * The location: a path, `ssh://user@host/path`, or `user@host:path`, without a password.
   *
   * @minLength 1
   * @examples ["/mnt/backup/borg", "ssh://backup@nas.example/./joke"]
   */
  location: string;
  /**
   * The encryption. A new repository gets this mode, and a weaker existing repository is refused. Default: a new
   * repository gets `repokey-blake2`, and an existing one can have any mode that encrypts.
   */
  encryption?:
    | "none"
    | "authenticated"
    | "authenticated-blake2"
    | "repokey"
    | "repokey-blake2"
    | "keyfile"
    | "keyfile-blake2";
  passphrase?: PassphraseText;
  /**
   * The compression of new data, in the syntax of `borg create --compression`.
   *
   * @default lz4
   * @examples ["zstd,6", "lz4", "none", "auto,zstd,10"]
   */
  compression?: string;
  /** The maximum upload rate of borg. Default: no limit. */
  uploadLimit?: RateText;
  /**
   * The borg command on the remote host.
   *
   * @examples ["borg1", "/usr/local/bin/borg"]
   */
  remotePath?: string;
  /** The directory for the caches of borg. Default: that of borg, `~/.cache/borg`. */
  cacheDir?: AbsolutePathText;
  /** The key file of a `keyfile` repository. Default: that of borg. */
  keyFile?: AbsolutePathText;
  /**
   * The ids of the repositories on disks that alternate at the location, as `borg info` shows them. Each has its own
   * archives and schedule. Another repository at the location is refused. Default: there is one repository.
   *
   * @minItems 1
   */
  disks?: string[];
  /** Schedule of `borg check`. Default: never. */
  check?: UpkeepText;
  /**
   * Schedule of `borg compact`, which frees the space of deleted archives. Default: weekly, if this config deleted
   * archives since the last compaction. `false` turns it off.
   */
  compact?: boolean | UpkeepText;
}
