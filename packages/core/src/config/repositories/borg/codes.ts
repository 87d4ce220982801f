import { register } from "../../../diagnostics/register.ts";
import { NO_PLAN } from "../../codes/effects.ts";

/** Errors in the declaration of a borg repository. */
export const BORG_CONFIG = register({
  "config-bad-location": {
    summary: "Invalid repository location",
    cause:
      "A repository is at an absolute path, at `ssh://user@host/path` or at `user@host:path`. Placeholders in braces and `::` have another meaning for borg.",
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
    cause: "A shell on the remote host reads this command, and it contains a character with a meaning for shells.",
    effect: NO_PLAN,
    remedy: "Write the name or the path of the program alone, such as `/usr/local/bin/borg`.",
  },
  "config-no-passphrase": {
    summary: "Encrypted repository has no passphrase",
    cause: "borg asks for the passphrase of an encrypted repository, and no user answers when rdump runs by itself.",
    effect: NO_PLAN,
    remedy: "Declare `passphrase`: a `file` that contains it, or a `command` that prints it.",
  },
});
