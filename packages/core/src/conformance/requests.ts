import { tmpdir } from "node:os";
import type { Target } from "../model/target.ts";
import type { DiscoveryRequest } from "../provider/observation.ts";
import type { CreateRequest, Scratch } from "../provider/roles.ts";

export const SCRATCH: Scratch = { mount: "/run/rdump", dataset: "rdump-scan" };

/** Requests of core to a provider, for tests that need only a part. */
export function discoveryRequest(asked: Pick<DiscoveryRequest, "owner"> & Partial<DiscoveryRequest>): DiscoveryRequest {
  return { scratch: SCRATCH, integrity: [], sources: [], read: new Set(), groups: [], ...asked };
}

export function createRequest<T extends Target>(
  asked: Pick<CreateRequest<T>, "owner" | "group" | "facts" | "tree"> & Partial<CreateRequest<T>>,
): CreateRequest<T> {
  const slot = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const rest = { runFiles: tmpdir(), previous: null, shrink: 0.5, surefile: null, integrityFiles: [] };
  return { slot, keeps: false, scratch: SCRATCH, sink: null, ...rest, ...asked };
}
