import type { AbsolutePathText } from "./scalars.ts";

/**
 * The source of a passphrase: either a command that prints it, or a file that contains it. The passphrase itself is not
 * allowed.
 *
 * @minProperties 1
 * @maxProperties 1
 */
export interface PassphraseText {
  /**
   * A command and its arguments, each an item of the list; the first line of its output is the passphrase. No shell
   * runs it.
   *
   * @minItems 1
   * @examples [["pass", "show", "borg/joke"]]
   */
  command?: string[];
  /**
   * A file that contains the passphrase. Only its owner can read it.
   *
   * @examples ["/root/.borg-pass"]
   */
  file?: AbsolutePathText;
}

/** A file that contains a secret address. */
export interface SecretFileText {
  /** The file; its first line is the address. */
  file: AbsolutePathText;
}
