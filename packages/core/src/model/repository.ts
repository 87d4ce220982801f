import type { Every } from "./every.ts";
import type { SecretSource } from "./secret.ts";
import type { SshHost } from "./ssh-host.ts";

/** A borg repository, defaults filled in. */
export interface BorgRepository {
  readonly type: "borg";
  readonly name: string;
  /** A path, or `ssh://user@host/path` without a password. */
  readonly location: string;
  /** Used when the repository is first made. */
  readonly encryption: string;
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
  readonly check: Every | null;
  readonly compact: Every | null;
}

export type Repository = BorgRepository;
