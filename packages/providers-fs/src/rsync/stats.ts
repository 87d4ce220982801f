/** The statistics of `--info=stats2`, in entries (directories are entries too) and bytes. */
export interface RsyncStats {
  /** Entries of the source, its root among them. */
  readonly files: number;
  /** Regular files of the source. */
  readonly regular: number;
  readonly created: number;
  readonly deleted: number;
  /** Regular files whose content went over. */
  readonly transferred: number;
  /** Bytes of all regular files of the source. */
  readonly totalBytes: number;
  /** Bytes of the files whose content went over. */
  readonly transferredBytes: number;
  /** Bytes that went over as they were. */
  readonly literalBytes: number;
}

/** Null when a line is missing, as in the output of an rsync that ended early. */
export function parseStats(output: string): RsyncStats | null {
  const stats = {
    files: number(output, /^Number of files: (\d+)/m),
    regular: number(output, /^Number of files: \d+(?: \((?:reg: (\d+))?.*\))?$/m, 0),
    created: number(output, /^Number of created files: (\d+)/m),
    deleted: number(output, /^Number of deleted files: (\d+)/m),
    transferred: number(output, /^Number of regular files transferred: (\d+)/m),
    totalBytes: number(output, /^Total file size: (\d+)/m),
    transferredBytes: number(output, /^Total transferred file size: (\d+)/m),
    literalBytes: number(output, /^Literal data: (\d+)/m),
  };
  return Object.values(stats).includes(Number.NaN) ? null : stats;
}

/** `other`: where the line is there without the number. */
function number(output: string, pattern: RegExp, other = Number.NaN): number {
  const found = pattern.exec(output);
  return found === null ? Number.NaN : Number(found[1] ?? other);
}
