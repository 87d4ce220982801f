import fc from "fast-check";
import t from "tap";
import { newsOf, summaryOf, weekOf } from "../src/news.ts";
import type { Problem } from "../src/problems.ts";

const FACTS = { host: "h", owner: "joke", time: "2026-11-22T20:06:40Z", run: "R" };
const ALL = ["failure", "overdue", "recovery"] as const;
const problem = (name: string, kind: Problem["kind"] = "failure"): Problem => ({
  key: `${kind} ${name}`,
  kind,
  text: name,
});

t.test("a problem is notified once, and its end once", (t) => {
  const first = newsOf([], [problem("a")], ALL, FACTS);
  t.match(first, { event: "failure", subject: "rdump joke on h: 1 problem", problems: ["a"], recovered: [] });
  t.equal(newsOf([problem("a")], [problem("a")], ALL, FACTS), null);
  t.match(newsOf([problem("a"), problem("b")], [problem("b")], ALL, FACTS), {
    event: "recovery",
    subject: "rdump joke on h: 1 problem solved, 1 problem left",
    recovered: ["a"],
  });
  t.match(newsOf([problem("b")], [], ALL, FACTS), { event: "recovery", subject: "rdump joke on h: ok" });
  t.equal(newsOf([], [], ALL, FACTS), null);
  t.match(newsOf([], [], [...ALL, "success"], FACTS), { event: "success" });
  t.match(newsOf([problem("a", "overdue")], [problem("a")], ALL, FACTS), { event: "failure", recovered: ["a"] });
  t.end();
});

t.test("only the events of `on` are notified", (t) => {
  t.equal(newsOf([], [problem("a")], ["overdue"], FACTS), null);
  t.match(newsOf([], [problem("a", "overdue")], ["overdue"], FACTS), { event: "overdue" });
  t.equal(newsOf([problem("a")], [], ["failure"], FACTS), null);
  t.equal(newsOf([problem("a", "overdue")], [], ["failure", "recovery"], FACTS), null, "its begin was not notified");
  t.end();
});

t.test("over a year of nights, each event is notified exactly once", (t) => {
  const names = fc.subarray(["a", "b", "c", "d", "e"]);
  fc.assert(
    fc.property(fc.array(names, { maxLength: 365 }), (nights) => {
      let before: readonly Problem[] = [];
      const open = new Set<string>();
      for (const night of nights) {
        const now = night.map((name) => problem(name, name < "c" ? "failure" : "overdue"));
        const message = newsOf(before, now, ALL, FACTS);
        for (const text of message?.problems ?? []) {
          if (open.has(text)) return false;
          open.add(text);
        }
        for (const text of message?.recovered ?? []) if (!open.delete(text)) return false;
        if (open.size !== night.length || !night.every((name) => open.has(name))) return false;
        before = now;
      }
      return true;
    }),
  );
  t.end();
});

t.test("a week begins on Monday of the time zone", (t) => {
  t.equal(weekOf("2026-11-29T12:00:00Z", "UTC"), "2026-11-23");
  t.equal(weekOf("2026-11-30T00:00:00Z", "UTC"), "2026-11-30");
  t.equal(weekOf("2026-11-29T23:30:00Z", "Europe/Berlin"), "2026-11-30");
  t.equal(weekOf("2026-11-30T04:00:00Z", "America/New_York"), "2026-11-23");
  t.end();
});

t.test("the summary of a week counts the targets that are ok, and has every problem", (t) => {
  const group = (state: string) => ({ state, points: 7 });
  const status = { groups: [group("ok"), group("due"), group("failed")] } as unknown as Parameters<typeof summaryOf>[0];
  t.match(summaryOf(status, [problem("a")], FACTS), {
    event: "weekly",
    subject: "rdump joke on h: this week 2 of 3 targets ok, 21 points",
    problems: ["a"],
  });
  t.end();
});
