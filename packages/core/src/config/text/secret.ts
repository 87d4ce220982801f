import type { AbsolutePathText } from "./scalars.ts";

/**
 * Where a passphrase comes from: exactly one of a command that prints it or a file that holds it. Never the passphrase
 * itself.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface PassphraseText {
  /**
   * A command and its arguments, each an item of the list; the first line that it prints is the passphrase. No shell
   * reads it.
   *
   * @minItems 1
   * @examples [["pass", "show", "borg/joke"]]
   */
  command?: string[];
  /**
   * A file that holds the passphrase and that only its owner can read.
   *
   * @examples ["/root/.borg-pass"]
   */
  file?: AbsolutePathText;
}

/** A file that holds an address which is itself a secret. */
export interface SecretFileText {
  /** The file; its first line is the address. */
  file: AbsolutePathText;
}
