import { tmpdir } from "node:os";
import type { Group } from "../model/group.ts";
import { type Claim, claimOf, type Ownership } from "../model/ownership.ts";
import type { Target } from "../model/target.ts";
import type { DiscoveryRequest } from "../provider/observation.ts";
import type { CreateRequest, Scratch } from "../provider/roles.ts";

export const SCRATCH: Scratch = { mount: "/run/rdump", dataset: "rdump-scan" };

/** Requests of core to a provider, for tests that need only a part. */
export function discoveryRequest(asked: Pick<DiscoveryRequest, "owner"> & Partial<DiscoveryRequest>): DiscoveryRequest {
  const ownership = ownershipOf(asked.owner);
  return { ownership, scratch: SCRATCH, integrity: [], sources: [], read: new Set(), groups: [], ...asked };
}

/** An owner who declares nothing else, on a machine that is not known. */
function ownershipOf(owner: string): Ownership {
  return { id: owner, machine: null, formerIds: [], moved: [], takenOver: [] };
}

/** The marks that a group of this owner accepts. */
export function claimBy(owner: string, { address, volume }: Group): Claim {
  return claimOf(ownershipOf(owner), { address, volume: volume.name });
}

export function createRequest<T extends Target>(
  asked: Pick<CreateRequest<T>, "owner" | "group" | "facts" | "tree"> & Partial<CreateRequest<T>>,
): CreateRequest<T> {
  const slot = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const rest = {
    runFiles: tmpdir(),
    previous: null,
    previousCount: null,
    offered: [],
    base: null,
    readFrom: { name: "plain /", disk: null },
    stall: 600,
    shrink: 0.5,
    surefile: null,
    integrityFiles: [],
    machineRecord: null,
    comparison: null,
  };
  return {
    claim: claimBy(asked.owner, asked.group),
    slot,
    keeps: false,
    scratch: SCRATCH,
    sink: null,
    ...rest,
    ...asked,
  };
}
