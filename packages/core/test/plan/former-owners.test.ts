import t from "tap";
import { desire } from "../../src/desired/desire.ts";
import { assess } from "../../src/plan/assess.ts";
import { formerOwners } from "../../src/plan/former-owners.ts";
import type { ListedObject } from "../../src/provider/observation.ts";
import { configOf, observedFor, pointAt, providers } from "./world.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");

/** The number of archives in each warning; `docs` has an own point, `etc` has none. */
function warned(marks: readonly (readonly [owner: string, volume: string, machine: string | null])[]) {
  const config = configOf({ docs: { daily: 2 }, etc: { daily: 2 } });
  const desired = desire(config, NOON);
  const listed = marks.map(([owner, volume, machine], index): ListedObject => {
    return { id: `${index}`, name: `n${index}`, mark: { owner, volume, machine, run: `R${index}` } };
  });
  const observed = observedFor(config, { points: { docs: [pointAt("docs", "2026-11-22T03:00:00Z")] } });
  const all = [...listed, { id: "x", name: "x", mark: null }];
  const repositories = new Map([
    ["offsite", { repository: "offsite", state: "present", id: "r1", appendOnly: null, listed: all } as const],
  ]);
  const seen = { ...observed, repositories };
  return formerOwners({ desired, observed: seen }, assess(desired, seen, providers)).map(({ detail }) => {
    return /has (\d+) archives? .* owner (\w+)/.exec(detail)?.slice(1);
  });
}

t.test("archives of a former id are counted once, over all volumes", (t) => {
  const here = "00000000000000aa";
  t.same(warned([["joke", "docs", here]]), [], "own");
  t.same(
    warned([
      ["old", "docs", here],
      ["old", "docs", here],
      ["old", "etc", here],
      ["older", "etc", null],
      ["old", "music", here],
    ]),
    [
      ["3", "old"],
      ["1", "older"],
    ],
  );
  t.same(warned([["old", "docs", "00000000000000bb"]]), [], "of another host");
  t.same(warned([["old", "docs", null]]), [], "without a machine, and the group has own points");
  t.end();
});
