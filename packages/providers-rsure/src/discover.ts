import { join } from "node:path/posix";
import type { Discovery, DiscoveryRequest, IntegrityObservation, ReadIo } from "@rdump/core/provider";
import type { RsureCommand } from "./command.ts";
import { revisionsIn } from "./revisions.ts";

/** When each volume's integrity data was last written, for those whose schedule for it is their own. */
export async function discover(rsure: RsureCommand, request: DiscoveryRequest, io: ReadIo): Promise<Discovery> {
  const integrity: IntegrityObservation[] = [];
  for (const { volume, surefile, root } of request.integrity) {
    const found = await revisionsIn(rsure, { directory: root, file: join(root, surefile) }, io);
    const own = found.state === "present" ? found.revisions.filter((revision) => revision.volume === volume) : [];
    integrity.push({
      volume,
      newest: own[0]?.time ?? null,
      gap: found.state === "unreadable" ? { ...found.diagnostic, address: volume } : null,
    });
  }
  return { sources: [], groups: [], forgotten: [], integrity };
}
