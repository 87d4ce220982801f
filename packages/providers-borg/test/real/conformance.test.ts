import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { keeperClaims } from "@rdump/core/conformance";
import t from "tap";
import { borgProvider } from "../../src/index.ts";
import { BORG_MISSING, FIRST_RUN, groupOf, openWorld, SECOND_RUN } from "./world.ts";

t.test("archives pass the conformance suite of keepers", { skip: BORG_MISSING }, async (t) => {
  const world = openWorld(t);
  writeFileSync(join(world.tree, "file"), "content");
  const claims = keeperClaims({
    provider: borgProvider({ lockWait: { look: 1, work: 1 } }),
    io: world.io,
    owner: "joke",
    group: groupOf(world.repository()),
    tree: {
      id: "tree root",
      volume: "root",
      verifier: "fs/source",
      path: world.tree,
      origin: null,
      mounted: false,
      live: true,
      root: false,
      input: null,
      scopes: [],
    },
    runs: [FIRST_RUN, SECOND_RUN],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);
});
