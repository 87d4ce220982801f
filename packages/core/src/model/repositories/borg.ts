import type { Every } from "../every.ts";
import type { SecretSource } from "../secret.ts";
import type { SshHost } from "../ssh-host.ts";

/** The encryption of a new repository whose declaration names none. */
export const DEFAULT_ENCRYPTION = "repokey-blake2";

/** A borg repository, defaults filled in. */
export interface BorgRepository {
  readonly type: "borg";
  readonly name: string;
  /** A path, or `ssh://user@host/path` without a password. */
  readonly location: string;
  /**
   * A new repository gets it, and an existing one must not be weaker. Null: not declared, so a new repository gets
   * `DEFAULT_ENCRYPTION`, and an existing one may have any mode that encrypts.
   */
  readonly encryption: string | null;
  /** How its host is reached, where `ssh` declares that; null: by what the location and ssh itself say. */
  readonly ssh: SshHost | null;
  readonly passphrase: SecretSource | null;
  /** As borg's `--compression` takes it. */
  readonly compression: string;
  /** Bytes per second; null is no limit. */
  readonly uploadLimit: number | null;
  /** borg's name on the remote side. */
  readonly remotePath: string | null;
  readonly cacheDir: string | null;
  readonly keyFile: string | null;
  /** The ids of the repositories that alternate at the location, sorted; absent: there is one. */
  readonly disks?: readonly string[];
  readonly check: Every | null;
  readonly compact: Every | null;
  /** `compact` is not declared: it is due only after own deletions; absent: it is due by its schedule alone. */
  readonly compactAfterDeletions?: true;
}
