import type { DiscoveryRequest } from "../provider/observation.ts";
import type { CreateRequest, Scratch } from "../provider/roles.ts";

export const SCRATCH: Scratch = { mount: "/run/rdump", dataset: "rdump-scan" };

/** What core asks a provider for, where a test wants only a part of it. */
export function discoveryRequest(asked: Pick<DiscoveryRequest, "owner"> & Partial<DiscoveryRequest>): DiscoveryRequest {
  return { scratch: SCRATCH, integrity: [], sources: [], groups: [], ...asked };
}

export function createRequest(
  asked: Pick<CreateRequest, "owner" | "group" | "facts" | "tree"> & Partial<CreateRequest>,
): CreateRequest {
  const slot = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const rest = { previous: null, shrink: 0.5, surefile: null, integrityFiles: [] };
  return { slot, keeps: false, scratch: SCRATCH, sink: null, ...rest, ...asked };
}
