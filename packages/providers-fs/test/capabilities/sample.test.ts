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
  optionsFor,
  POSSIBLE_OPTIONS,
  readCapabilities,
} from "../../src/capabilities/capabilities.ts";
import { capabilitiesIn } from "../../src/capabilities/read-back.ts";
import { sampleArchive } from "../../src/capabilities/sample.ts";

const capabilities: fc.Arbitrary<Capabilities> = fc.record({
  ...Object.fromEntries(Object.keys(EVERYTHING).map((key) => [key, fc.boolean()])),
  times: fc.constantFrom("nanoseconds", "seconds", "two seconds"),
}) as never;

t.test("tar can read the sample, and the sample has every kind of file", (t) => {
  const directory = mkdtempSync(join(tmpdir(), "rdump-sample-"));
  t.teardown(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, "sample"), sampleArchive(), "latin1");
  const listing = execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--file=sample"], { cwd: directory });
  t.match(String(listing), /^-rwxr----x 12345\/54321 .* 2001-09-09 .* file\n/);
  t.equal(String(listing).trim().split("\n").length, 9);
  t.same(capabilitiesIn(Buffer.from(sampleArchive(), "latin1")), EVERYTHING);
  t.equal(capabilitiesIn(Buffer.alloc(0)), null);
  t.equal(capabilitiesIn(Buffer.from("nonsense".repeat(200))), null);
  t.end();
});

t.test("options and texts depend only on capabilities", (t) => {
  t.same(lostIn(EVERYTHING), []);
  fc.assert(
    fc.property(capabilities, (stores) => {
      const options = optionsFor(stores);
      t.ok(options.length > 0 && options.every((option) => POSSIBLE_OPTIONS.includes(option)));
      t.equal(options.includes("--modify-window=-1"), stores.times === "nanoseconds");
      t.equal(options.includes("--owner"), stores.owners);
      const kept = Object.values(stores).filter((each) => each === true || each === "nanoseconds").length;
      t.equal(lostIn(stores).length, Object.keys(EVERYTHING).length - kept);
      t.same(readCapabilities(JSON.parse(JSON.stringify(stores))), { ...EVERYTHING, ...stores });
    }),
    { numRuns: 100 },
  );
  for (const bad of [null, 1, {}, { ...EVERYTHING, times: "hours" }, { ...EVERYTHING, acls: "yes" }]) {
    t.equal(readCapabilities(bad), null);
  }
  t.end();
});
