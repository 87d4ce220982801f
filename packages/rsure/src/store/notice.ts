/**
 * Notices about a surefile in addition to the result.
 *
 * - `untrusted`: another user can have planted it, so its content is not trusted. `file` names it, `why` follows the
 *   name, `moved` is its new name.
 * - `narrowed`: it could be read by others and cannot any more. `mode` is the mode that it had.
 * - `exposed`: the file system gives it a mode with which others can read it.
 */
export type Notice =
  | { readonly type: "untrusted"; readonly file: string; readonly why: string; readonly moved: string | undefined }
  | { readonly type: "narrowed"; readonly file: string; readonly mode: number }
  | { readonly type: "exposed"; readonly file: string; readonly mode: number };
