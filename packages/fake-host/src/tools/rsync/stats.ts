import type { CopyStats } from "./copy.ts";

/** The output of `--info=stats2` with `--no-human-readable`. */
export function statsText(stats: CopyStats): string {
  return `
Number of files: ${stats.files}${stats.regular === 0 ? "" : ` (reg: ${stats.regular}, dir: ${stats.files - stats.regular})`}
Number of created files: ${stats.created}
Number of deleted files: ${stats.deleted}
Number of regular files transferred: ${stats.transferred}
Total file size: ${stats.totalBytes} bytes
Total transferred file size: ${stats.transferredBytes} bytes
Literal data: ${stats.transferredBytes} bytes
Matched data: 0 bytes
File list size: 0
Total bytes sent: ${stats.transferredBytes + 100}
Total bytes received: 100
`;
}
