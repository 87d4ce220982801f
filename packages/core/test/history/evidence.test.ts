import t from "tap";
import { groupsOf } from "../../src/history/evidence.ts";
import { repositoryAddress } from "../../src/model/address.ts";
import type { EvidenceOutput } from "../../src/model/evidence.ts";
import { type HistoryEntry, NO_HISTORY } from "../../src/model/history.ts";
import { evidenceLines, evidenceMarkdown } from "../../src/render/evidence.ts";
import { archivesAddress, configOf, volumeOf } from "../plan/world.ts";

const MONTHLY = { kind: "calendar", unit: "monthly" } as const;
const verify = [{ every: MONTHLY, from: "offsite", scratch: null }];
const volumes = [volumeOf("docs", {}, { verify }), volumeOf("etc", {}), volumeOf("home", {}, { verify })];
const config = { ...configOf({}), volumes };
const HOSTILE = "ev\u001b[2J | <b>il\n# x";

function result(volume: string, time: string, rest: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    ...{ kind: "proof", subject: archivesAddress(volume), subjectId: `id of ${time}`, owner: "joke", run: time, time },
    ...{ status: "done", problem: null, freed: null },
    proof: { verdict: "proven", point: HOSTILE, files: 7, bytes: 2048, differences: 0, lacks: [] },
    ...rest,
  };
}

const failed = result("docs", "2026-11-03T00:00:00Z", {
  ...{ status: "failed", problem: { code: "rsure-differs", summary: "Files differ" } },
  proof: { verdict: "failed", point: "docs-3", files: 7, bytes: 2048, differences: 1, lacks: ["ACLs"] },
});
const entries = [
  result("docs", "2026-11-01T00:00:00Z"),
  result("docs", "2026-11-02T00:00:00Z", { owner: "stranger" }),
  failed,
  { ...result("docs", "2026-11-04T00:00:00Z"), kind: "check" as const },
  result("former", "2026-10-01T00:00:00Z"),
];
const history = { ...NO_HISTORY, entries };
const groups = groupsOf({ history, repositories: new Map() }, config);
const evidence: EvidenceOutput = {
  ...{
    formatVersion: 1,
    rdump: "0.1.0",
    host: "joke",
    owner: "joke",
    machine: null,
    at: "2026-11-29T00:00:00Z",
    groups,
  },
};

t.test("all groups are listed, with their own proofs alone, the newest first", (t) => {
  const short = groups.map(({ address, declared, provenAt, proofs }) => [address, declared, provenAt, proofs.length]);
  t.strictSame(short, [
    [archivesAddress("docs"), true, "2026-11-01T00:00:00Z", 2],
    [archivesAddress("etc"), false, null, 0],
    [archivesAddress("former"), false, "2026-10-01T00:00:00Z", 1],
    [archivesAddress("home"), true, null, 0],
  ]);
  t.match(groups[0]?.proofs[0], { verdict: "failed", id: "id of 2026-11-03T00:00:00Z" });
  t.end();
});

t.test("a proof of a former repository is listed, and proves nothing about the present one", (t) => {
  const provenAt = (id: string | null) => {
    const address = repositoryAddress("offsite");
    const repositories = new Map(id === null ? [] : [[address, { address, id, encryption: "" }]]);
    const made = result("docs", "2026-11-01T00:00:00Z", { place: "1111" });
    const known = { ...history, entries: [made, result("etc", "2026-11-02T00:00:00Z")] };
    const [docs, etc] = groupsOf({ history: known, repositories }, config);
    t.match(docs?.proofs, [{ place: "1111" }]);
    return [docs?.provenAt, etc?.provenAt];
  };
  t.strictSame(provenAt("1111"), ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"]);
  t.strictSame(provenAt("2222"), [null, "2026-11-02T00:00:00Z"]);
  t.strictSame(provenAt(null), ["2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"]);
  t.end();
});

t.test("the newest result is shown, and a group without proofs is named", (t) => {
  t.strictSame(evidenceLines(evidence).slice(0, 3), [
    'docs.archives["offsite"]: proven 2026-11-01T00:00:00Z',
    "    newest result: 2026-11-03T00:00:00Z failed, docs-3, 7 files, 2.0 KiB, 1 difference, not compared: ACLs (Files differ [rsure-differs])",
    'etc.archives["offsite"]: no proof declared',
  ]);
  t.equal(evidenceLines(evidence).at(-1), 'home.archives["offsite"]: never proven');
  t.end();
});

t.test("a name cannot add markup or a row", (t) => {
  const text = evidenceMarkdown(evidence);
  t.notMatch(text, "\u001b");
  t.notMatch(text, "<b>");
  t.notMatch(text, "\n# x");
  const rows = text.split("\n").filter((line) => line.startsWith("| 2026"));
  t.equal(rows.length, 3);
  for (const row of rows) t.equal(row.split(" | ").length, 9, row);
  t.end();
});
