import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { keeperClaims, SCRATCH } from "@rdump/core/conformance";
import { runAt } from "@rdump/core/provider";
import t from "tap";
import { fsProvider } from "../../src/index.ts";
import { Field } from "./field.ts";

t.test("a directory mirror passes the conformance suite of keepers", async (t) => {
  const field = new Field(t);
  writeFileSync(join(field.source, "file"), "content");
  const provider = fsProvider();
  const volume = field.volume();
  const [target] = volume.targets;
  const [source] = (await field.discover()).sources;
  if (target === undefined || source === undefined || provider.sources.plain === undefined) throw new Error("no scene");
  const { tree } = provider.sources.plain.open({
    owner: "joke",
    volume,
    facts: source.facts,
    scratch: SCRATCH,
    keeps: false,
    reads: true,
  });
  if (tree === null) throw new Error("no tree");
  const claims = keeperClaims({
    provider,
    io: field.io,
    owner: "joke",
    group: { address: target.address, volume, target, repository: null },
    tree: { id: "tree home", volume: volume.name, ...tree, scopes: [] },
    runs: [runAt("run-1", Date.UTC(2026, 10, 22)), runAt("run-2", Date.UTC(2026, 10, 23))],
  });
  for (const claim of claims) await t.resolves(claim.check(), claim.says);
});
