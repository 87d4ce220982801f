import type { Command, Repository, ResticRepository } from "@rdump/core/provider";
import { isRemote, sftpAddress } from "./naming/location.ts";

/** The data of a repository for a command. It is in inputs of a plan, and contains no secret. */
export type Access = Pick<
  ResticRepository,
  "name" | "location" | "ssh" | "passphrase" | "compression" | "uploadLimit" | "cacheDir" | "credentialsFile"
> & {
  /** Seconds to wait for a lock. restic 0.14 itself does not wait. */
  readonly lockWait: number;
};

/** It is limited, because the holder of a lock may be dead on a machine that cannot be queried. */
export const LOCK_WAIT = 600;

export function accessTo(repository: Repository | null, lockWait: Access["lockWait"] = LOCK_WAIT): Access {
  if (repository?.type !== "restic") throw new Error("a group of archives without a restic repository");
  const { name, location, ssh, passphrase, compression, uploadLimit, cacheDir, credentialsFile } = repository;
  return { name, location, ssh, passphrase, compression, uploadLimit, cacheDir, credentialsFile, lockWait };
}

/** The open file. Some small systems have no /dev/fd, which is a link to this directory. */
const PASSPHRASE_FILE = "/proc/self/fd/3";

/** The surroundings of every restic command. */
export function surroundings(access: Access): Pick<Command, "env" | "descriptors"> {
  const { passphrase, cacheDir } = access;
  return {
    env: {
      TZ: "UTC",
      // A message every five seconds.
      RESTIC_PROGRESS_FPS: "0.2",
      ...(passphrase?.kind === "command" ? { RESTIC_PASSWORD_COMMAND: passwordCommand(passphrase.argv) } : {}),
      ...(passphrase?.kind === "file" ? { RESTIC_PASSWORD_FILE: PASSPHRASE_FILE } : {}),
      ...(cacheDir === null ? {} : { RESTIC_CACHE_DIR: cacheDir }),
      ...credentials(access),
    },
    descriptors: passphrase?.kind === "file" ? { 3: passphrase.path } : {},
  };
}

function credentials({ location, credentialsFile }: Access): Command["env"] {
  if (credentialsFile === null) return {};
  if (location.startsWith("s3:")) return { AWS_SHARED_CREDENTIALS_FILE: credentialsFile };
  return location.startsWith("gs:") ? { GOOGLE_APPLICATION_CREDENTIALS: credentialsFile } : {};
}

/**
 * restic splits this text itself, without a shell, and runs the words in its own directory. For `backup` that is the
 * source, so a relative path would be read from the files of its users.
 */
function passwordCommand(argv: readonly string[]): string {
  return ["env", "--chdir=/", "--", ...argv].map(wordForRestic).join(" ");
}

/** The config refuses words that restic cannot take. */
function wordForRestic(word: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word)) return word;
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}

/** How restic reaches the repository: it never asks, and detects a dead connection. */
export function connection({ location, ssh }: Access): readonly string[] {
  const address = isRemote(location) ? sftpAddress(location) : null;
  if (address === null) return [];
  const words = ["ssh", "-oBatchMode=yes", "-oServerAliveInterval=30"];
  const port = address.port ?? ssh?.port ?? null;
  const user = address.user ?? ssh?.user ?? null;
  if (ssh?.identityFile != null) words.push("-i", ssh.identityFile);
  if (port !== null) words.push(`-oPort=${port}`);
  if (user !== null) words.push(`-oUser=${user}`);
  return [`--option=sftp.command=${[...words, address.host, "-s", "sftp"].map(wordForRestic).join(" ")}`];
}
