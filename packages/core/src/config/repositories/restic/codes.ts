import { register } from "../../../diagnostics/register.ts";
import { NO_PLAN } from "../../codes/effects.ts";

/** Errors in the declaration of a restic repository. */
export const RESTIC_CONFIG = register({
  "config-bad-restic-location": {
    summary: "Invalid repository location",
    cause:
      "The location is neither an absolute path nor an address of restic that begins with `sftp:`, `rest:`, `s3:`, `gs:` or `rclone:`, or a part of the address is missing.",
    effect: NO_PLAN,
    remedy: "Write the location in one of these forms.",
  },
  "config-restic-passphrase-word": {
    summary: "restic does not support this passphrase command",
    cause:
      "restic splits the text of the command into words. It does not support an empty word, a backslash, or a word with both kinds of quotes.",
    effect: NO_PLAN,
    remedy: "Write these words into a script, and declare the script as the command.",
  },
});
