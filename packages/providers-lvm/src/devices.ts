import type { ReadIo } from "@rdump/core/provider";

const MOST = 100_000;

/** The names of all devices of device-mapper's, as the kernel tells them. */
export async function devicesIn(io: ReadIo): Promise<readonly string[]> {
  const blocks = (await io.names("/sys/block", MOST))?.map(String) ?? [];
  const texts = await Promise.all(
    blocks.filter((block) => block.startsWith("dm-")).map((block) => io.readFile(`/sys/block/${block}/dm/name`, 4096)),
  );
  return texts.map((text) => text?.toString("utf8").trim() ?? "");
}
