import type { AbsolutePathText, RateText } from "../../text/scalars.ts";
import type { PassphraseText } from "../../text/secret.ts";
import type { UpkeepText } from "../../text/upkeep.ts";

/** A borg repository that archives are kept in. */
export interface BorgRepositoryText {
  /** What kind of repository it is. */
  type: "borg";
  /**
   * Where it is: a path, `ssh://user@host/path`, or `user@host:path`. Never with a password.
   *
   * @minLength 1
   * @examples ["/mnt/backup/borg", "ssh://backup@nas.example/./joke"]
   */
  location: string;
  /**
   * How it is encrypted. A new repository gets this mode, and an existing one that is weaker is refused. Default: a new
   * repository gets `repokey-blake2`, and an existing one may have any mode that encrypts.
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
   * How new data is compressed, as borg's `--compression` takes it.
   *
   * @default lz4
   * @examples ["zstd,6", "lz4", "none", "auto,zstd,10"]
   */
  compression?: string;
  /** The fastest that borg may send. Default: no limit. */
  uploadLimit?: RateText;
  /**
   * What borg is called on the remote side.
   *
   * @examples ["borg1", "/usr/local/bin/borg"]
   */
  remotePath?: string;
  /** Where borg keeps its caches. Default: where borg itself does, in `~/.cache/borg`. */
  cacheDir?: AbsolutePathText;
  /** Where the key of a `keyfile` repository is. Default: where borg keeps it. */
  keyFile?: AbsolutePathText;
  /** How often `borg check` looks the repository over. Default: never. */
  check?: UpkeepText;
  /** How often `borg compact` frees what deleted archives took. Default: never. */
  compact?: UpkeepText;
}
