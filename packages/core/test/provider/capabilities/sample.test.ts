import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import t from "tap";
import {
  type Capabilities,
  EVERYTHING,
  lostIn,
  readCapabilities,
} from "../../../src/provider/capabilities/capabilities.ts";
import { capabilitiesIn } from "../../../src/provider/capabilities/read-back.ts";
import { sampleArchive } from "../../../src/provider/capabilities/sample.ts";

const capabilities: fc.Arbitrary<Capabilities> = fc.record({
  ...Object.fromEntries(Object.keys(EVERYTHING).map((key) => [key, fc.boolean()])),
  longestName: fc.constantFrom(255, 143),
  times: fc.constantFrom("nanoseconds", "microseconds", "seconds", "two seconds"),
}) as never;

t.test("tar can read the sample, and the sample has every kind of file", (t) => {
  const directory = mkdtempSync(join(tmpdir(), "rdump-sample-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, "sample"), sampleArchive(), "latin1");
  const listing = execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--file=sample"], { cwd: directory });
  t.match(String(listing), /^-rwxr----x 12345\/54321 .* 2001-09-09 .* file\n/);
  t.match(String(listing), / 4194304 .* sparse\n/);
  t.equal(String(listing).trim().split("\n").length, 17);
  t.same(capabilitiesIn(Buffer.from(sampleArchive(), "latin1")), EVERYTHING);
  t.equal(capabilitiesIn(Buffer.alloc(0)), null);
  t.equal(capabilitiesIn(Buffer.from("nonsense".repeat(200))), null);
  t.end();
});

t.test("each missing capability is named, and read back from a mark", (t) => {
  t.same(lostIn(EVERYTHING), []);
  fc.assert(
    fc.property(capabilities, (stores) => {
      const kept = Object.values(stores).filter((each) => each === true || each === 255 || each === "nanoseconds");
      t.equal(lostIn(stores).length, Object.keys(EVERYTHING).length - kept.length);
      t.same(readCapabilities(JSON.parse(JSON.stringify(stores))), { ...EVERYTHING, ...stores });
    }),
    { numRuns: 100 },
  );
  for (const bad of [null, 1, {}, { ...EVERYTHING, times: "hours" }, { ...EVERYTHING, acls: "yes" }]) {
    t.equal(readCapabilities(bad), null);
  }
  t.end();
});
