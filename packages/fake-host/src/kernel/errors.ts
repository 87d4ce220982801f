/** An error of the kernel in the form of Node: `code` is `ENOENT`, for example. */
export class SystemError extends Error {
  readonly code: string;

  constructor(code: string, path: string) {
    super(`${code}: ${WORDS[code] ?? code}, '${path}'`);
    this.code = code;
  }
}

const WORDS: { readonly [code: string]: string } = {
  EIO: "i/o error",
  ELOOP: "too many symbolic links encountered",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
};
