import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { fakeSite } from "../conformance/fake-site.ts";
import { perform } from "../conformance/observe.ts";
import { archiveList, mirrorList } from "../conformance/plain-list.ts";
import { realSite } from "../conformance/real-site.ts";

const RSURE = [process.execPath, join(import.meta.dirname, "../../../rsure/bin/rsure.js")] as const;

for (const [what, listIn] of [
  ["a mirror", mirrorList],
  ["an archive and a mirror", archiveList],
] as const) {
  t.test(`${what}: the fake host and the real tools give the same observation`, async (t) => {
    const root = mkdtempSync(join(tmpdir(), "rdump-fake-"));
    t.teardown(() => rmSync(root, { recursive: true, force: true }));
    const fake = fakeSite(root, () => Date.now());
    const real = realSite(root, RSURE);
    for (const [index, operation] of listIn(root).entries()) {
      const path = "path" in operation ? operation.path.slice(root.length) : "";
      t.same(await perform(fake, operation), await perform(real, operation), `${index + 1} ${operation.do} ${path}`);
    }
  });
}
