import type { GroupStatus } from "@rdump/core";
import fc from "fast-check";
import t from "tap";
import { calendarOf, calendarSvg, WEEKS } from "../src/calendar.ts";
import { daysIn, dayText, weekdayOf } from "../src/days.ts";
import { fleetPage, hostPage } from "../src/page.ts";
import { parseReport } from "../src/parse-report.ts";
import { growthText, samplesOf } from "../src/sizes.ts";
import { NOW, sampleGroup, sampleReport } from "./sample.ts";

const utc = daysIn("UTC");
const DAY = 86_400_000;

t.test("a page needs nothing else: no script, no address, nothing from elsewhere", (t) => {
  const page = hostPage(sampleReport());
  t.match(page, `content="default-src 'none'; style-src 'unsafe-inline'"`);
  t.notMatch(page, /<script|https?:|src=|@import|url\(/);
  t.match(page, '<html lang="en">');
  t.match(page, /<h1>Backups of hearth<\/h1>/);
  t.match(page, /<h3>volume0\.archives\[&quot;offsite&quot;\]<\/h3><span class="state good">ok<\/span>/);
  t.match(page, 'aria-label="Points on 40 days since 2025-11-24, the newest complete one on 2026-11-28"');
  t.match(page, 'aria-label="Durations of 60 runs since 2026-09-30: the longest 10 min, 0 not ok"');
  t.end();
});

t.test("the worst target comes first, with its problem", (t) => {
  const report = sampleReport();
  const bad = sampleGroup("zoo", { state: "failed", obstacle: "No space left" });
  const page = hostPage({ ...report, status: { ...report.status, groups: [...report.status.groups, bad] } });
  t.ok(page.indexOf("zoo.archives") < page.indexOf("volume0.archives"));
  t.match(page, '<p class="problem">No space left</p>');
  t.match(page, '<b class="state bad">failed</b>');
  t.match(page, "<b>2 of 3</b>");
  t.end();
});

t.test("the newest proof of a target is shown", (t) => {
  const report = sampleReport();
  const last = { run: "R", time: "2026-11-27T03:00:00Z", verdict: "proven", point: "p" } as const;
  const shown = (proof: NonNullable<GroupStatus["proof"]>) => {
    const groups = [sampleGroup("docs", { proof })];
    return /<dt>Last proof<\/dt><dd>([^<]*)/.exec(hostPage({ ...report, status: { ...report.status, groups } }))?.[1];
  };
  t.equal(shown({ last, due: false, overdue: false }), "proven, 2026-11-27 03:00");
  t.equal(shown({ last: null, due: true, overdue: true }), "never (overdue)");
  t.notMatch(hostPage(report), "Last proof", "none is declared");
  t.end();
});

t.test("a text from a host is never markup", (t) => {
  const hostile = `<script>alert(1)</script>"'&`;
  const report = sampleReport({ host: hostile });
  const group = sampleGroup(hostile, { state: "failed", obstacle: hostile, address: hostile });
  const run = { run: "R", status: "failed", began: hostile, ended: null, problems: [hostile] } as const;
  const all = { ...report, runs: [run], status: { ...report.status, groups: [group], owner: hostile, rdump: hostile } };
  for (const page of [
    hostPage(all),
    fleetPage([all], { now: NOW, silentAfter: DAY, unreadable: [{ file: hostile, why: hostile }] }),
  ]) {
    t.notMatch(page, "<script");
    t.match(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
  }
  t.end();
});

t.test("a calendar has a square for exactly the days with a point", (t) => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: WEEKS * 7 + 30 }), { maxLength: 400 }), (ages) => {
      const today = utc(NOW);
      const points = ages.map((age) => ({ address: "a", time: new Date(NOW - age * DAY).toISOString() }));
      const calendar = calendarOf(points, today, utc);
      const shown = ages.map((age) => today - age).filter((day) => day >= calendar.first);
      t.strictSame([...calendar.complete].sort(), shown.sort());
      t.equal(weekdayOf(calendar.first), 0, "the first day is a Monday");
      const drawn = /class="complete" d="([^"]*)"/.exec(calendarSvg(calendar).text)?.[1] ?? "";
      const area = [...drawn.matchAll(/M(\d+) (\d)h1v(\d)h-1z/g)].flatMap(([, week, row, height]) =>
        Array.from({ length: Number(height) }, (_, index) => calendar.first + Number(week) * 7 + Number(row) + index),
      );
      t.strictSame(area.sort(), shown.sort(), "the rectangles cover these days");
    }),
    { numRuns: 30 },
  );
  const partial = { address: "a", time: new Date(NOW).toISOString(), missing: 2 };
  const { complete, incomplete } = calendarOf([partial], utc(NOW), utc);
  t.strictSame([complete.size, [...incomplete]], [0, [utc(NOW)]]);
  t.end();
});

t.test("days are those of the time zone", (t) => {
  const late = Date.parse("2026-11-27T23:30:00Z");
  t.equal(dayText(daysIn("Europe/Berlin")(late)), "2026-11-28");
  t.equal(dayText(utc(late)), "2026-11-27");
  t.equal(dayText(daysIn("Asia/Kolkata")(Date.parse("2026-11-27T18:30:00Z"))), "2026-11-28", "a zone of half hours");
  t.end();
});

t.test("growth is that of complete points over 30 days", (t) => {
  const point = (age: number, bytes: number, missing?: number) => ({
    address: "a",
    time: new Date(NOW - age * DAY).toISOString(),
    bytes,
    ...(missing === undefined ? {} : { missing }),
  });
  const of = (...points: readonly ReturnType<typeof point>[]) => growthText(samplesOf(points, utc));
  t.equal(of(point(60, 50), point(30, 100), point(0, 103)), "+3.0 % in 30 days");
  t.equal(of(point(1, 100), point(0, 50)), "-50 % in 1 day");
  t.equal(of(point(30, 100), point(1, 100), point(0, 1, 7)), "0 % in 29 days", "an incomplete point has no size");
  t.equal(of(point(0, 100)), null);
  t.equal(of(point(30, 0), point(0, 100)), null);
  t.end();
});

t.test("the report that rdump prints is read as it is, and anything else gets a reason", (t) => {
  const report = sampleReport();
  t.strictSame(parseReport(JSON.stringify(report)), report);
  t.match(parseReport(JSON.stringify(report.status)), { status: { host: "hearth" }, points: [], runs: [] });
  t.match(parseReport(JSON.stringify({ ...report, later: 1 })), { status: { host: "hearth" } });
  for (const text of ["", "null", "[]", "{}", '{"formatVersion":2}', '{"formatVersion":1,"status":{}}']) {
    t.type(parseReport(text), "string", text);
  }
  fc.assert(
    fc.property(fc.nat({ max: 1000 }), fc.jsonValue(), (place, value) => {
      const changed = parseReport(JSON.stringify(mutated(report, place, value)));
      if (typeof changed !== "string") hostPage(changed);
    }),
    { numRuns: 200 },
  );
  t.end();
});

t.test("one hostile report does not break the page of the others", (t) => {
  const report = sampleReport();
  const [group = sampleGroup("v")] = report.status.groups;
  const { address } = group;
  for (const strange of ["+012345-01-01T00:00:00Z", "-000050-01-01T00:00:00Z", "+275760-09-12T00:00:00Z"]) {
    const point = { address, bytes: 1, time: strange };
    const status = { ...report.status, asOf: strange };
    const run = { run: "R", status: "ok", began: strange, ended: strange };
    for (const part of [{ points: [point, ...report.points] }, { status }, { runs: [run] }]) {
      t.type(parseReport(JSON.stringify({ ...report, ...part })), "string", `${strange} ${Object.keys(part)}`);
    }
  }
  const runs = Array.from({ length: 130_000 }, () => ({ ...report.runs[0] }) as (typeof report.runs)[number]);
  t.match(hostPage({ ...report, runs }), "Durations of 130000 runs");
  const large = { ...report.status, host: `${"&".repeat(10_000)}`, rdump: "&".repeat(2_000_000) };
  const page = fleetPage([report, { ...report, status: large }], { now: NOW, silentAfter: DAY, unreadable: [] });
  t.ok(page.length < 500_000, String(page.length));
  t.match(page, "The report is too large for this page");
  t.match(page, "2 of 2");
  t.end();
});

t.test("a last run without a time is no number", (t) => {
  const report = sampleReport();
  const lastRun = { run: "R", status: "ok", began: "unknown", ended: null };
  const page = hostPage({ ...report, status: { ...report.status, lastRun } });
  t.match(page, "ok, time not known");
  t.notMatch(page, "NaN");
  t.end();
});

t.test("control characters of a name get into no page, nor characters that turn its direction around", (t) => {
  const report = sampleReport({ host: "a\u0000b\u202ec\u001b[2J\nd" });
  for (const page of [hostPage(report), fleetPage([report], { now: NOW, silentAfter: DAY, unreadable: [] })]) {
    t.match(page, "a\ufffdb\ufffdc\ufffd[2J\ufffdd");
    for (const bad of ["\u0000", "\u001b", "\u202e"]) t.notOk(page.includes(bad));
  }
  t.end();
});

t.test("a fleet shows each host, the silent ones too, and files that are no report", (t) => {
  const old = sampleReport({ host: "attic" });
  const at = (time: number) => ({ ...old, status: { ...old.status, asOf: new Date(time).toISOString() } });
  const silent = at(NOW - 3 * DAY);
  const future = fleetPage([at(NOW + 300 * DAY)], { now: NOW, silentAfter: 2 * DAY, unreadable: [] });
  t.match(future, '<span class="state bad">silent</span>', "its clock was wrong, and it never sends again");
  const unreadable = [{ file: "cellar.json", why: "it is not JSON" }];
  const page = fleetPage([sampleReport(), silent], { now: NOW, silentAfter: 2 * DAY, unreadable });
  t.ok(page.indexOf(">attic</a>") < page.indexOf(">hearth</a>"), "the worst is first");
  t.match(page, />attic<\/a><\/th><td>attic<\/td><td><span class="state bad">silent<\/span>/);
  t.match(page, "<li>cellar.json: it is not JSON</li>");
  t.match(page, "2 hosts with problems.");
  t.end();
});

t.test("the page of 1,000 volumes, 100,000 points and 400 runs stays below 2 MB, and so does a fleet of 200", (t) => {
  t.ok(hostPage(sampleReport({ volumes: 1000, points: 100, runs: 400 })).length < 2_000_000);
  const fleet = Array.from({ length: 200 }, (_, index) => sampleReport({ host: `host${index}`, volumes: 10 }));
  t.ok(fleetPage(fleet, { now: NOW, silentAfter: DAY, unreadable: [] }).length < 2_000_000);
  t.end();
});

/** The same with one value replaced: the one with this number, counted through all levels. */
function mutated(from: unknown, place: number, value: unknown): unknown {
  let count = 0;
  const visit = (each: unknown): unknown => {
    if (count++ === place) return value;
    if (Array.isArray(each)) return each.map(visit);
    if (typeof each !== "object" || each === null) return each;
    return Object.fromEntries(Object.entries(each).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(from);
}
