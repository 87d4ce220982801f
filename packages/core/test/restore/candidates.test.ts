import t from "tap";
import type { HistoryEntry } from "../../src/model/history.ts";
import { NO_HISTORY } from "../../src/model/history.ts";
import type { Point } from "../../src/model/point.ts";
import type { Verdict } from "../../src/model/proof.ts";
import { choosePoint, failedProof } from "../../src/restore/choose.ts";

const RUN = "20261122T020000Z";
const START = Date.parse("2026-11-22T02:00:00Z");
const PROVEN_AT = "2026-11-23T02:00:00Z";

function point(id: string, second: number, rest: Partial<Point> = {}): Point {
  return {
    id,
    name: `point ${id}`,
    time: START + 1000 * second,
    run: `${RUN}-1f2e`,
    state: "complete",
    held: [],
    ...rest,
  };
}

type Groups = { readonly [key: string]: readonly Point[] };

interface Around {
  readonly verdicts?: { readonly [id: string]: Verdict | "accepted" };
  readonly foreign?: Groups;
}

/** The choice among groups by their keys; those whose key begins with `far` are on another host. */
function choiceOf(groups: Groups, { verdicts = {}, foreign = {} }: Around = {}, time: number | null = null) {
  const address = (key: string) => `docs.archives["${key}"]`;
  const assessments = Object.entries(groups).map(([key, complete]) => ({
    ...{ gap: null, place: null, complete, incomplete: [], invalid: [], foreign: foreign[key] ?? [] },
    desired: { group: { address: address(key), target: { kind: "archives", targetType: "archives/paper" } } },
  }));
  const entries = Object.entries(groups).flatMap(([key, points]) =>
    points.flatMap(({ id, name }): readonly HistoryEntry[] => {
      const verdict = verdicts[id];
      if (verdict === undefined) return [];
      const isFailed = verdict === "failed";
      const problem = isFailed ? { code: "rsure-differs", summary: "Restored files differ" } : null;
      const proof = { verdict, point: name, files: 1, bytes: 1, differences: 0, lacks: [] };
      const what = { kind: "proof", subject: address(key), subjectId: id, owner: "joke", run: "R" } as const;
      return [{ ...what, time: PROVEN_AT, status: isFailed ? "failed" : "done", problem, freed: null, proof }];
    }),
  );
  const isRemote = (group: { readonly address: string }) => group.address.includes('"far');
  const known = {
    desired: { config: { id: "joke" } },
    history: { ...NO_HISTORY, entries },
    providers: { reader: () => ({ isRemote }) },
  };
  const asked = { volume: "docs", at: { time }, from: null };
  const choice = choosePoint(assessments as never, asked, known as never);
  return { id: choice.point.id, reason: choice.reason, codes: failedProof(choice).map(({ code }) => code) };
}

t.test("of the points of one run, a proven one is restored, and then a local one", (t) => {
  const one = { near: [point("a", 1)], far: [point("b", 40)] };
  t.match(choiceOf(one), { id: "a", reason: "the newest complete point, local", codes: [] });
  t.match(choiceOf(one, { verdicts: { b: "proven" } }), {
    id: "b",
    reason: "the newest complete point, proven on 2026-11-23, on another host",
  });
  t.match(choiceOf(one, { verdicts: { a: "proven", b: "proven" } }), { id: "a" });
  t.match(choiceOf(one, { verdicts: { a: "not proven" } }), { id: "a", reason: "the newest complete point, local" });
  const snapshot = { near: [point("a", 1)], far: [point("b", 0, { run: RUN })] };
  t.match(
    choiceOf(snapshot, { verdicts: { b: "proven" } }),
    { id: "b" },
    "a snapshot of ZFS has only the time of the run",
  );
  t.end();
});

t.test("a point whose last proof failed comes last, and the choice says so", (t) => {
  const two = { near: [point("a", 1)], far: [point("b", 40)] };
  t.match(choiceOf(two, { verdicts: { a: "failed" } }), { id: "b", codes: [] });
  t.match(choiceOf({ near: [point("a", 1)] }, { verdicts: { a: "failed" } }), {
    id: "a",
    codes: ["restore-failed-proof"],
  });
  t.match(choiceOf(two, { verdicts: { a: "accepted" } }), { id: "a", codes: [] });
  t.end();
});

t.test("a newer run comes first, also if its proof failed", (t) => {
  const night = point("c", 86_400, { run: "20261123T020000Z-aaaa" });
  const two = { near: [point("a", 1)], far: [point("b", 40), night] };
  t.match(choiceOf(two, { verdicts: { a: "proven", c: "failed" } }), { id: "c" });
  t.match(choiceOf(two, { verdicts: { a: "proven" } }, START + 3600_000), { id: "a" });
  t.match(choiceOf(two, { verdicts: { b: "proven" } }, START + 10_000), { id: "a" }, "b was not complete by then");
  const other = { near: [point("a", 1)], far: [point("d", 2, { run: "" })] };
  t.match(choiceOf(other), { id: "d" }, "a point without a run has its own time");
  t.end();
});

t.test("an own point comes before a foreign one of the same second", (t) => {
  const foreign = { far: [point("b", 1, { machine: "00000000000000bb" })] };
  t.match(choiceOf({ near: [point("a", 1)], far: [] }, { foreign }), { id: "a" });
  t.end();
});
