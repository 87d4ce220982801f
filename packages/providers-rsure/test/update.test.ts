import { type ActionContext, type DecayedTree, type FileCount, NONE_DECAYED } from "@rdump/core/provider";
import t from "tap";
import type { Surefile } from "../src/command.ts";
import { updateHandler } from "../src/update.ts";

const HASH = "a".repeat(40);
const DECAYED = { type: "decayed", path: "a=ff", good: HASH, now: null, asOf: "2026-11-20T12:00:00Z", certain: true };
const SUMMARY = { type: "summary", files: 2, bytes: 2, before: null, problems: 0 };
const LOSS = { code: "history-not-written", severity: "error", summary: "", detail: "" } as const;

/** What rsure prints, and what the update says about it. */
async function updated(
  exitCode: number,
  lines: readonly object[],
  counted: (count: FileCount) => object | null,
  acceptedUntil: string | null = null,
) {
  const said: DecayedTree[] = [];
  const context = {
    input: {
      rsure: ["rsure"],
      volume: "docs",
      directory: "/d",
      file: "/d/2sure.dat",
      hash: "sha1",
      since: null,
      live: false,
    },
    run: { id: "R", stamp: "20261122T200640Z", time: "2026-11-22T20:06:40Z", machine: null },
    io: {
      run: async (_: unknown, listener: { stdout(line: Buffer): void }) => {
        for (const line of lines) listener.stdout(Buffer.from(JSON.stringify(line)));
        const [stdout, stderr] = [Buffer.alloc(0), Buffer.from("rsure: ENOSPC: no space left on device")];
        return { exitCode, stdout, stderr, signal: null, notStarted: null, stopped: false };
      },
    },
    verifyTree: async () => null,
    counted: async (count: FileCount) => counted(count),
    decayedPaths: () => ({ ...NONE_DECAYED, acceptedUntil }),
    decayed: async (tree: DecayedTree) => {
      said.push(tree);
      return null;
    },
  };
  return { said, outcome: await updateHandler.run(context as unknown as ActionContext<Surefile>) };
}

const FILES = [{ path: "a\ufffd", bytes: "a=ff", good: HASH, now: null, asOf: DECAYED.asOf }];

t.test("decayed files are known before copies, also if the surefile or the count cannot be written", async (t) => {
  const done = await updated(1, [DECAYED, { type: "decay-ended", path: "b" }, SUMMARY], () => null);
  t.equal(done.outcome.status, "done");
  t.strictSame(done.said, [{ count: 1, files: FILES, isLive: false, ended: 1, newest: DECAYED.asOf }]);
  const full = await updated(2, [DECAYED], () => null);
  t.match(full.outcome, { status: "done", warnings: [{ code: "rsure-not-written" }] });
  t.strictSame(full.said, [{ count: 1, files: FILES, isLive: false, ended: 0, newest: DECAYED.asOf, isPartial: true }]);
  t.strictSame((await updated(2, [], () => null)).said, [], "a scan that failed ends no decay");
  const uncounted = await updated(1, [DECAYED, SUMMARY], () => LOSS);
  t.match(uncounted.outcome, { status: "failed", diagnostic: LOSS });
  t.equal(uncounted.said.length, 1);
});

t.test("a decayed file that a record would refuse is counted only", async (t) => {
  const odd = [
    { ...DECAYED, asOf: "+33658-09-27T01:46Z" },
    { ...DECAYED, good: "x" },
    { ...DECAYED, path: "a".repeat(20_000) },
  ];
  const { said } = await updated(1, [...odd, SUMMARY], () => null);
  t.match(said, [{ count: 3, files: { length: 0 } }]);
});

t.test("files that were accepted together are counted apart, and later ones are named", async (t) => {
  const later = { ...DECAYED, path: "z", asOf: "2026-11-21T12:00:00Z" };
  const { said } = await updated(1, [DECAYED, later, SUMMARY], () => null, DECAYED.asOf);
  t.match(said, [{ count: 1, accepted: 1, newest: later.asOf, files: [{ path: "z" }] }]);
});
