import { register } from "../../../diagnostics/register.ts";
import { NO_PLAN } from "../../codes/effects.ts";

/** Errors in the declaration of a borg repository. */
export const BORG_CONFIG = register({
  "config-bad-location": {
    summary: "Invalid repository location",
    cause:
      "The location is neither an absolute path nor `ssh://user@host/path` nor `user@host:path`. Or it contains a brace or `::`, which have a meaning for borg.",
    effect: NO_PLAN,
    remedy: "Write the location in one of these forms.",
  },
  "config-bad-compression": {
    summary: "Invalid compression",
    cause: "borg does not know this compression or this level.",
    effect: NO_PLAN,
    remedy: "Write it as `borg create --compression` takes it, such as `lz4` or `zstd,6`.",
  },
  "config-bad-remote-path": {
    summary: "Invalid remote command",
    cause:
      "A shell on the remote host runs the command that `remotePath` declares. The command contains a character that has a meaning for shells.",
    effect: NO_PLAN,
    remedy: "Write the name or the path of the program alone, such as `/usr/local/bin/borg`.",
  },
  "config-no-passphrase": {
    summary: "Encrypted repository has no passphrase",
    cause: "borg asks for the passphrase of an encrypted repository, and a scheduled run cannot answer.",
    effect: NO_PLAN,
    remedy: "Declare `passphrase`: a `file` that contains it, or a `command` that prints it.",
  },
});
