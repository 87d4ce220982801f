import {
  type Claim,
  type DirectoryMirrorTarget,
  type ReaderRole,
  type Reading,
  type ReadRequest,
  type TreeVerifier,
  visible,
} from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { pointOf } from "../mirror/mark.ts";
import { findMirror, type MirrorSite } from "../mirror/state.ts";

type MirrorTree = {
  readonly site: MirrorSite;
  readonly claim: Claim;
  /** Null: the point that the present run has made. */
  readonly id: string | null;
};

/** A directory mirror is read where it is. */
export const mirrorReader: ReaderRole<DirectoryMirrorTarget> = {
  isRemote: () => false,
  read: (request) => readingOf(request, request.point.id),
  readNew: (request) => readingOf(request, null),
};

function readingOf(
  { claim, group }: Pick<ReadRequest<DirectoryMirrorTarget>, "claim" | "group">,
  id: string | null,
): Reading {
  const { path, mount, disks } = group.target;
  const site: MirrorSite = { path, mount, ...(disks === undefined ? {} : { disks }) };
  const input: MirrorTree = { site, claim, id };
  const tree = {
    path,
    origin: null,
    mounted: false,
    live: false,
    root: false,
    input: { ...input, site: { ...site }, claim: { ...claim } },
  };
  return { kind: "tree", opening: { scopes: [], tree: { verifier: mirrorVerifier.kind, ...tree } }, records: [] };
}

/** The mirror still holds the point, before and after it is read: no run has changed it meanwhile. */
export const mirrorVerifier: TreeVerifier<MirrorTree> = {
  kind: "fs/mirror",

  async verify({ input: { site, claim, id }, run }, _when, io) {
    const found = await findMirror(site, claim, io);
    if ("refused" in found) return found.refused;
    const { mark } = found;
    if (mark !== null && (id === null ? mark.run === run.id && mark.complete : pointOf(mark).id === id)) return null;
    return FS.error("restore-point-changed", `The mirror ${visible(site.path)} holds another point than planned.`);
  },
};
