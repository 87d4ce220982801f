import { createHash } from "node:crypto";
import { type BorgRepository, type Command, type Mark, quotedWord, type Repository } from "@rdump/core/provider";
import { isRemote } from "./naming/location.ts";

/** The data of a repository for a command. It is in inputs of a plan, and contains no secret. */
export type Access = Pick<
  BorgRepository,
  | "name"
  | "location"
  | "ssh"
  | "encryption"
  | "passphrase"
  | "compression"
  | "uploadLimit"
  | "remotePath"
  | "cacheDir"
  | "keyFile"
> & {
  /** Seconds to wait for a lock: in queries, and in actions. */
  readonly lockWait: { readonly look: number; readonly work: number };
};

/**
 * The time to wait for a locked repository. It is limited, because its holder may be dead on a machine that cannot be
 * queried.
 */
export const LOCK_WAIT = { look: 60, work: 600 } as const;

export function accessTo(repository: Repository, lockWait: Access["lockWait"] = LOCK_WAIT): Access {
  if (repository.type !== "borg") throw new Error(`not a borg repository: ${repository.name}`);
  const { name, location, ssh, encryption, passphrase, compression, uploadLimit, remotePath, cacheDir, keyFile } =
    repository;
  return {
    name,
    location,
    ssh,
    encryption,
    passphrase,
    compression,
    uploadLimit,
    remotePath,
    cacheDir,
    keyFile,
    lockWait,
  };
}

/** The surroundings of a borg command. */
export function surroundings(access: Access): Pick<Command, "env" | "descriptors"> {
  const { passphrase } = access;
  return {
    env: {
      TZ: "UTC",
      BORG_EXIT_CODES: "legacy",
      BORG_DISPLAY_PASSPHRASE: "no",
      // borg uses these answers instead of standard input. Another repository at the location is never accepted.
      BORG_RELOCATED_REPO_ACCESS_IS_OK: "no",
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: access.encryption === "none" ? "yes" : "no",
      ...(passphrase?.kind === "command"
        ? { BORG_PASSCOMMAND: fromRoot(passphrase.argv).map(quotedWord).join(" ") }
        : {}),
      ...(passphrase?.kind === "file" ? { BORG_PASSPHRASE_FD: "3" } : {}),
      ...(access.cacheDir === null ? {} : { BORG_CACHE_DIR: access.cacheDir }),
      ...(access.keyFile === null ? {} : { BORG_KEY_FILE: access.keyFile }),
      ...(isRemote(access.location) ? { BORG_RSH: remoteShell(access) } : {}),
    },
    descriptors: passphrase?.kind === "file" ? { 3: passphrase.path } : {},
  };
}

/**
 * The surroundings of commands that read and write no content. borg tests its chunker, hashes and ciphers at each start,
 * which is half of the time of a short command. Commands that store, check or restore content keep this self-test.
 */
export function withoutSelfTest(access: Access): Pick<Command, "env" | "descriptors"> {
  const { env, descriptors } = surroundings(access);
  return { env: { ...env, BORG_SELFTEST: "disabled" }, descriptors };
}

/**
 * borg runs the passphrase command in its own directory, and for `create` that is the source: a relative path, or a
 * module of `python3 -m`, would be read from the files of its users. The shell reads only this text, and passes the
 * words on.
 */
function fromRoot(argv: readonly string[]): readonly string[] {
  return ["sh", "-c", 'cd / && exec "$@"', "sh", ...argv];
}

/** Never asks, and detects a dead connection. Settings in the location come first. */
function remoteShell({ location, ssh }: Access): string {
  const words = ["ssh", "-oBatchMode=yes", "-oServerAliveInterval=30"];
  if (ssh?.identityFile != null) words.push("-i", ssh.identityFile);
  if (ssh?.port != null && !/^ssh:\/\/[^/]*:\d+\//.test(location)) words.push(`-oPort=${ssh.port}`);
  if (ssh?.user != null && !/^(?:ssh:\/\/)?[^/]*@/.test(location)) words.push(`-oUser=${ssh.user}`);
  return words.map(quotedWord).join(" ");
}

/**
 * Names borg's files cache by owner and volume. In a shared cache, borg would drop the entries of other volumes, and then
 * read their files again.
 */
export function filesCacheSuffix({ owner, volume }: Pick<Mark, "owner" | "volume">): string {
  return createHash("sha256")
    .update(JSON.stringify([owner, volume]))
    .digest("hex")
    .slice(0, 16);
}
