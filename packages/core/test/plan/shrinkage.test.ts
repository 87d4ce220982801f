import fc from "fast-check";
import t from "tap";
import { NO_HISTORY } from "../../src/model/history.ts";
import { FINDING_KINDS, hasShrunk, type SourceFinding } from "../../src/model/shrinkage.ts";
import { openShrinkages } from "../../src/plan/shrinkage.ts";
import { runs } from "../runs.ts";
import { archivesAddress, configOf, daily, planAt, pointAt } from "./world.ts";

const NOON = "2026-11-22T12:00:00Z";
const loss = (rest: Partial<SourceFinding> = {}): SourceFinding => ({
  kind: "shrunk",
  volume: "docs",
  by: archivesAddress("docs"),
  owner: "joke",
  run: "R1",
  time: "2026-11-20T12:00:00Z",
  had: 10,
  gone: 10,
  has: 0,
  ...rest,
});
const config = configOf({ docs: { daily: 2 }, home: { daily: 2 } });
const points = {
  docs: [...daily("docs", 2, "2026-11-21"), pointAt("docs", "2026-11-20T04:00:00Z", { state: "invalid" })],
  home: daily("home", 2, "2026-11-21"),
};
const at = (findings: readonly SourceFinding[], only: readonly string[] | null = null) =>
  planAt(NOON, config, { points, history: { findings } }, only);
const guardsOf = (plan: ReturnType<typeof planAt>, volume: string) =>
  plan.actions
    .filter(({ address, destroys }) => address === archivesAddress(volume) && destroys.length > 0)
    .map(({ guard }) => guard);

t.test("the rule: more files lost than the limit, or all files lost", (t) => {
  const shrunk = (had: number | null, gone: number, has: number, limit = 0.5) => hasShrunk({ had, gone, has }, limit);
  t.strictSame([shrunk(10, 5, 5), shrunk(10, 6, 4), shrunk(10, 6, 10)], [false, true, true]);
  t.strictSame([shrunk(1, 1, 0, 1), shrunk(0, 0, 0), shrunk(null, 0, 0)], [true, false, false]);
  t.end();
});

t.test("a loss guards all deletions of its volume, and is reported, until it is settled", (t) => {
  const found = at([loss()]);
  const why = "the source was empty at 2026-11-20T12:00:00Z, and had 10 files before, and the loss was not confirmed";
  t.strictSame(guardsOf(found, "docs"), [why, why]);
  t.strictSame(guardsOf(found, "home"), [null]);
  t.match(found.summary, { guarded: 2 });
  t.match(found.shrunken, [{ volume: "docs", had: 10, has: 0 }]);
  t.match(found.diagnostics, [{ code: "source-shrunken", address: "docs" }, { code: "plan-guard" }]);
  t.match(found.diagnostics[0]?.detail, /restore them.*--allow-destroy/);
  t.strictSame(guardsOf(at([loss({ owner: "another" })]), "docs"), [null, null]);
  for (const kind of ["regrown", "accepted"] as const) {
    t.strictSame(guardsOf(at([loss(), loss({ kind })]), "docs"), [null, null], kind);
    t.strictSame(guardsOf(at([loss(), loss({ kind }), loss()]), "docs"), [why, why], `${kind}, and lost again`);
  }
  const twice = at([loss(), loss({ by: 'docs.integrity["2sure.dat.gz"]' })]).diagnostics;
  t.equal(twice.filter(({ code }) => code === "source-shrunken").length, 1, "counted twice, and reported once");
  const elsewhere = 'docs.integrity["2sure.dat.gz"]';
  t.strictSame(guardsOf(at([loss(), loss({ kind: "regrown", by: elsewhere })]), "docs"), [why, why]);
  t.strictSame(guardsOf(at([loss(), loss({ kind: "accepted", by: elsewhere })]), "docs"), [null, null]);
  t.strictSame(at([loss({ volume: "home" })], ["docs"]).shrunken, [], "of a volume that was not asked about");
  t.end();
});

t.test("of several losses, the files of the first loss must come back", (t) => {
  const open = openShrinkages(
    { ...NO_HISTORY, findings: [loss({ gone: 6, has: 4 }), loss({ time: NOON, had: 4, gone: 3, has: 1 })] },
    "joke",
  );
  t.match(open, [{ had: 10, gone: 9, has: 1, time: "2026-11-20T12:00:00Z" }]);
  t.equal(open.length, 1);
  t.end();
});

t.test("after a loss no plan destroys without confirmation, for any history", (t) => {
  const finding = fc.record({
    kind: fc.constantFrom(...FINDING_KINDS),
    volume: fc.constantFrom("docs", "home"),
    by: fc.constantFrom("a", "b"),
  });
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), (list, days) => {
      const findings = list.map((each) => loss(each));
      const some = { docs: daily("docs", days, "2026-11-21"), home: points.home };
      const plan = planAt(NOON, config, { points: some, history: { findings } });
      for (const volume of ["docs", "home"]) {
        const settled = { a: false, b: false } as { [by: string]: boolean };
        for (const { kind, by } of findings.filter((each) => each.volume === volume)) {
          if (kind === "accepted") settled.a = settled.b = false;
          else if (kind !== "made") settled[by] = kind === "shrunk";
        }
        const isDoubted = settled.a === true || settled.b === true;
        if (isDoubted !== plan.shrunken.some((each) => each.volume === volume)) return false;
        if (isDoubted && guardsOf(plan, volume).includes(null)) return false;
      }
      return true;
    }),
    { numRuns: runs(300) },
  );
  t.end();
});
