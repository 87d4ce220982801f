import fc from "fast-check";
import t from "tap";
import { type Message, NOTHING, type Unsent, withUnsent } from "../src/memory.ts";
import { newsOf, summaryOf, weekOf } from "../src/news.ts";
import { type Problem, problemsOf, withUndecided } from "../src/problems.ts";

const FACTS = { host: "h", owner: "joke", time: "2026-11-22T20:06:40Z", run: "R" };
const ALL = ["failure", "overdue", "recovery"] as const;
const problem = (name: string, kind: Problem["kind"] = "failure"): Problem => ({
  key: `${kind} ${name}`,
  about: name,
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
  t.match(newsOf([problem("a", "overdue")], [problem("a")], ALL, FACTS), { event: "failure", recovered: [] });
  t.end();
});

type Parts = Parameters<typeof problemsOf>[0];
const END = { run: "R", failure: null, faults: [] };
const texts = (status: object, end: Parameters<typeof problemsOf>[1] = END) =>
  problemsOf({ upkeep: [], drift: [], shrunken: [], groups: [], ...status } as unknown as Parts, end).map(
    ({ text }) => text,
  );
const target = (state: string, more: object = {}) => ({
  groups: [{ address: "a.mirrors", volume: "a", state, overdue: false, obstacle: null, ...more }],
});

t.test("each change of the state of a target is notified, and a worse problem solves nothing", (t) => {
  const at = (state: string) => problemsOf({ upkeep: [], drift: [], shrunken: [], ...target(state) } as never, END);
  t.match(newsOf(at("unproven"), at("unknown"), ALL, FACTS), {
    event: "failure",
    problems: ["a.mirrors: unknown"],
    recovered: [],
  });
  t.match(newsOf(at("overdue"), at("failed"), ALL, FACTS), { problems: ["a.mirrors: failed"], recovered: [] });
  t.match(newsOf(at("failed"), at("overdue"), ["failure", "recovery"], FACTS), {
    event: "recovery",
    recovered: ["a.mirrors: failed"],
  });
  t.match(newsOf(at("failed"), at("ok"), ALL, FACTS), { recovered: ["a.mirrors: failed"] });
  t.end();
});

t.test("a lasting problem of a target hides no other one", (t) => {
  const shrunken = [{ volume: "a" }];
  t.strictSame(texts({ ...target("shrunken"), shrunken }), ["a.mirrors: shrunken"]);
  t.strictSame(texts({ ...target("shrunken", { overdue: true }), shrunken }), [
    "a.mirrors: shrunken",
    "a.mirrors: overdue",
  ]);
  t.strictSame(texts({ ...target("unknown"), shrunken }), ["a.mirrors: unknown", "a.mirrors: shrunken"]);
  const proof = { due: true, overdue: false, last: { verdict: "failed" } };
  t.strictSame(texts({ ...target("shrunken", { proof }), shrunken }), ["a.mirrors: shrunken", "a.mirrors: unproven"]);
  t.strictSame(texts(target("incomplete", { overdue: true })), ["a.mirrors: incomplete"], "one cause, one problem");
  t.strictSame(texts(target("absent")), []);
  t.end();
});

t.test("an old problem does not hide that a run fails in another place", (t) => {
  const failed = (address: string) => ({ address, code: "c", text: "failed. No space" });
  const end = { run: "R", failure: "Run R is partial.", faults: [failed("b.mirrors")] };
  t.strictSame(texts(target("failed"), end), ["a.mirrors: failed", "b.mirrors: failed. No space"]);
  for (const address of ["a.mirrors", "a"])
    t.strictSame(texts(target("failed"), { ...end, faults: [failed(address)] }), ["a.mirrors: failed"]);
  const drift = [{ kind: "gone", address: "b.mirrors", points: [{ name: "p" }] }];
  t.equal(texts({ drift }, end).length, 1, "drift explains what is withheld");
  t.strictSame(texts({}, { ...end, faults: [] }), ["Run R is partial."]);
  t.end();
});

t.test("while another run works on a target, its problem is neither solved nor new", (t) => {
  const before = [problem("a.mirrors"), problem("b")];
  const { groups } = target("running") as unknown as Parts;
  t.strictSame(withUndecided(before, [], { groups }), [problem("a.mirrors")]);
  t.end();
});

t.test("of too many messages that wait, those that tell a change stay, for each recipient", (t) => {
  const wait = (recipient: "mail" | "webhook", event: Message["event"], count: number) =>
    Array.from({ length: count }, (_, index) => ({ recipient, message: { event, run: `${index}` } }) as Unsent);
  const all = [...wait("mail", "failure", 1), ...wait("webhook", "failure", 2), ...wait("webhook", "success", 60)];
  const { unsent } = withUnsent(NOTHING, all);
  const count = (recipient: string, event: string) =>
    unsent.filter((each) => each.recipient === recipient && each.message.event === event).length;
  t.strictSame([count("mail", "failure"), count("webhook", "failure"), count("webhook", "success")], [1, 2, 48]);
  t.equal(unsent.at(-1)?.message.run, "59");
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
