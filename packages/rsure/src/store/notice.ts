import type { EscapedName } from "../format/escape.ts";

/**
 * Notices about a surefile in addition to the result.
 *
 * - `untrusted`: another user can have planted it, so its content is not trusted. `file` names it, `why` follows the
 *   name, `moved` is its new name.
 * - `narrowed`: it could be read by others and cannot any more. `mode` is the mode that it had.
 * - `exposed`: the file system gives it a mode with which others can read it.
 */
export type Notice =
  | {
      readonly type: "untrusted";
      readonly file: EscapedName;
      readonly why: string;
      readonly moved: EscapedName | undefined;
    }
  | { readonly type: "narrowed"; readonly file: EscapedName; readonly mode: number }
  | { readonly type: "exposed"; readonly file: EscapedName; readonly mode: number };
