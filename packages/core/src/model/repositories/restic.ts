import type { Every } from "../every.ts";
import type { SecretSource } from "../secret.ts";
import type { SshHost } from "../ssh-host.ts";

/** A restic repository, defaults filled in. */
export interface ResticRepository {
  readonly type: "restic";
  readonly name: string;
  /** A path, or a location of restic with its scheme, without a password. */
  readonly location: string;
  /** How the host of an `sftp:` location is reached, where `ssh` declares that; null: by what the location and ssh itself say. */
  readonly ssh: SshHost | null;
  readonly passphrase: SecretSource | null;
  readonly compression: string;
  /** Bytes per second; null is no limit. */
  readonly uploadLimit: number | null;
  readonly cacheDir: string | null;
  /** The file with the keys of an `s3:` or `gs:` location. */
  readonly credentialsFile: string | null;
  /** The ids of the repositories that alternate at the location, sorted; absent: there is one. */
  readonly disks?: readonly string[];
  readonly check: Every | null;
  /** The schedule of `restic prune`. */
  readonly compact: Every | null;
  /** `prune` is not declared: it is due only after own deletions; absent: it is due by its schedule alone. */
  readonly compactAfterDeletions?: true;
}
