import type { ReadIo } from "@rdump/core/provider";

const MOST = 100_000;

/** The names of device-mapper devices on which no other device depends, according to the kernel. */
export async function topDevices(io: ReadIo): Promise<readonly string[]> {
  const blocks = (await io.names("/sys/block", MOST))?.map(String) ?? [];
  const found = await Promise.all(
    blocks
      .filter((block) => block.startsWith("dm-"))
      .map(async (block) => {
        const holders = await io.names(`/sys/block/${block}/holders`, 1);
        return holders?.length === 0 ? [await io.readFile(`/sys/block/${block}/dm/name`, 4096)] : [];
      }),
  );
  return found.flat().map((text) => text?.toString("utf8").trim() ?? "");
}
