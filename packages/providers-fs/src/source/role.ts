import type { SourceRole, TreeVerifier } from "@rdump/core/provider";
import { changed, unmounted } from "./absence.ts";
import { type SourceFacts, sameSource } from "./facts.ts";
import { findSource } from "./observe.ts";

/** A plain source is read in place, without a scope, and can change during the read. */
export const plainSource: SourceRole = {
  open({ volume, facts }) {
    if (volume.source.type !== "plain") throw new Error(`${volume.name} is not a plain source`);
    const root = (facts as SourceFacts | null)?.ofRoot ?? false;
    const { path } = volume.source;
    const tree = { path, origin: null, mounted: false, live: true, root, input: facts };
    return { scopes: [], tree: { verifier: plainVerifier.kind, ...tree } };
  },
};

export const plainVerifier: TreeVerifier<SourceFacts> = {
  kind: "fs/source",

  async verify({ path, input: planned }, when, io) {
    const found = await findSource(path, false, io);
    if ("missing" in found) return found.missing;
    if (planned.mounted !== null && found.facts.mounted === null) return unmounted(path, when);
    return sameSource(planned, found.facts) ? null : changed(path, when);
  },
};
