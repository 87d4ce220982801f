import { boundedText, query, type ReadIo } from "@rdump/core/provider";

const MOST = 5;

/** The last lines of the kernel about a device, `MAJOR:MINOR`, safe to show; none if its log cannot be read. */
export async function kernelLines(device: string | null, io: ReadIo): Promise<readonly string[]> {
  const [, minor] = device?.split(":") ?? [];
  if (minor === undefined) return [];
  const log = await io.query(query(["dmesg", "--notime"], { root: true }));
  if (log.exitCode !== 0) return [];
  const lines = log.stdout.toString("utf8").split("\n");
  return lines
    .filter((line) => new RegExp(`\\bdm-${minor}\\b`).test(line))
    .slice(-MOST)
    .map(boundedText);
}
