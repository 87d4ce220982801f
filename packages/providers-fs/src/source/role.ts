import type { Diagnostic, SourceRole, Tree } from "@rdump/core/provider";
import { changed, unmounted } from "./absence.ts";
import { type SourceFacts, sameSource } from "./facts.ts";
import { findSource } from "./observe.ts";

/** A plain source is read where it is: no scope is needed, and it changes while it is read. */
export const plainSource: SourceRole = {
  open({ volume, facts }) {
    if (volume.source.type !== "plain") throw new Error(`${volume.name} is no plain source`);
    const root = (facts as SourceFacts | null)?.ofRoot ?? false;
    return { path: volume.source.path, origin: null, live: true, root, input: facts, scopes: [] };
  },

  async verify(tree: Tree, when, io): Promise<Diagnostic | null> {
    const planned = tree.input as SourceFacts;
    const found = await findSource(tree.path, false, io);
    if ("missing" in found) return found.missing;
    if (planned.mounted !== null && found.facts.mounted === null) return unmounted(tree.path, when);
    return sameSource(planned, found.facts) ? null : changed(tree.path, when);
  },
};
