import t from "tap";
import { Findings } from "../../src/apply/findings.ts";
import type { Action } from "../../src/model/action.ts";
import { addressOf } from "../../src/model/address.ts";
import type { Decay } from "../../src/model/decay.ts";
import type { KeepRules } from "../../src/model/keep.ts";
import type { Settled } from "../../src/model/outcome.ts";
import type { RecordLine } from "../../src/model/record.ts";
import { runAt } from "../../src/model/run.ts";
import type { FileCount, Shrinkage, SourceFinding } from "../../src/model/shrinkage.ts";
import { archivesAddress, configOf, planAt, volumeOf } from "../plan/world.ts";

const TIME = "2026-11-22T12:00:00Z";
const DOCS = archivesAddress("docs");
const LOSS: Shrinkage = { volume: "docs", by: DOCS, run: "R0", time: "2026-11-20T12:00:00Z", had: 10, gone: 9, has: 1 };

const destroy = (id: string, address: string, guard: string | null): Action => ({
  ...{
    id,
    kind: "paper/delete",
    verb: "destroy",
    address,
    reason: "",
    input: null,
    tree: null,
    scopes: [],
    makes: null,
  },
  ...{ destroys: [{ id: "x", name: "x", time: TIME }], records: null, after: [], guard },
});

function scene(rest: {
  shrunken?: readonly Shrinkage[];
  actions?: readonly Action[];
  allow?: boolean;
  full?: boolean;
  keep?: Partial<KeepRules>;
  shrink?: number;
}) {
  const remembered: SourceFinding[] = [];
  const volumes = [volumeOf("docs", rest.keep ?? { daily: 2 }), volumeOf("home", { daily: 2 })];
  const config = configOf(
    {},
    { volumes, limits: { destroy: 0.5, shrink: rest.shrink ?? 0.5, time: null, stall: 600_000 } },
  );
  const plan = { ...planAt(TIME, config, {}), shrunken: rest.shrunken ?? [], actions: rest.actions ?? [] };
  const findings = new Findings({
    plan,
    run: runAt("R1", Date.parse(TIME)),
    allowDestroy: rest.allow ?? false,
    note: async (lines) => {
      if (rest.full === true) throw new Error("no space is left");
      for (const line of lines) if (line.type === "finding") remembered.push(line.finding);
    },
  });
  const create = destroy("create", DOCS, null);
  const counted = (count: FileCount) => findings.counted(create, "docs", count);
  return { findings, remembered, counted };
}

t.test("a loss is recorded, reported once, and withholds the deletions of its volume", async (t) => {
  const { findings, remembered, counted } = scene({ allow: true });
  const [old, others] = [destroy("d", DOCS, "allowed"), destroy("h", archivesAddress("home"), null)];
  t.equal(await counted({ had: 10, gone: 5, has: 5 }), null);
  t.equal(findings.lossAffecting(old), null, "half is what it may lose");
  t.equal(await counted({ had: 10, gone: 6, has: 4 }), null);
  t.match(remembered, [{ kind: "shrunk", volume: "docs", by: DOCS, owner: "joke", run: "R1", time: TIME, had: 10 }]);
  t.match(findings.takeWarnings(), [{ code: "source-shrunken", severity: "warning", address: "docs" }]);
  t.match(findings.lossAffecting(old), /6 of 10 files were missing/, "even if it was confirmed before");
  t.equal(findings.lossAffecting(others), null, "another volume's points go as they would");
  await counted({ had: 1, gone: 1, has: 0 });
  t.strictSame([remembered.length, findings.takeWarnings()], [2, []]);
  await findings.accept(old, new Map<string, Settled>([["d", "done"]]));
  t.equal(remembered.length, 2, "an unknown loss is not accepted");
});

t.test("decayed files are recorded once, fail the run, and withhold the deletions of their volume", async (t) => {
  const lines: RecordLine[] = [];
  const plan = planAt(TIME, configOf({}, { volumes: [volumeOf("docs", { daily: 2 })] }), {});
  const by = { ...destroy("update", "docs.integrity", null) };
  const open = (decayed: readonly Decay[]) =>
    new Findings({
      plan: { ...plan, decayed },
      run: runAt("R1", Date.parse(TIME)),
      allowDestroy: true,
      note: async (all) => void lines.push(...all),
    });
  const file = { path: "a", good: "a".repeat(40), now: "b".repeat(40), asOf: TIME };
  const tree = { count: 1, files: [file], isLive: false };
  const findings = open([]);
  t.equal(await findings.decayed(by, "docs", { count: 0, files: [], isLive: false }), null);
  t.equal(findings.lossAffecting(destroy("d", DOCS, "allowed")), null);
  t.equal(await findings.decayed(by, "docs", tree), null);
  t.match(lines, [{ type: "decay", decay: { owner: "joke", volume: "docs", run: "R1", count: 1, files: [file] } }]);
  t.match(findings.takeWarnings(), [
    { code: "source-decayed", severity: "error", detail: /rdump restore docs a --from/ },
  ]);
  t.match(findings.lossAffecting(destroy("d", DOCS, "allowed")), /1 file of the source decayed \(a\)/);
  t.strictSame(findings.decayedPaths("docs").paths, ["a"]);
  const next = open(lines.flatMap((line) => (line.type === "decay" ? [line.decay] : [])));
  t.strictSame(next.decayedPaths("docs").paths, ["a"], "known before the tree is read");
  await next.decayed(by, "docs", tree);
  t.equal(lines.length, 1, "nothing new");
  t.equal(next.takeWarnings().length, 1, "each run fails");
  t.equal(next.lossAffecting(destroy("d", DOCS, "allowed")), null, "the plan knew it: the guard decides");
  await next.decayed(by, "docs", { ...tree, count: 2, files: [file, { ...file, path: "b" }] });
  t.match(
    next.lossAffecting(destroy("d", DOCS, "allowed")),
    /^2 files/,
    "no user confirmed the loss of the second one",
  );
  next.takeWarnings();
  await next.decayed(by, "docs", { count: 0, files: [], isLive: false });
  t.match(lines.at(-1), { type: "decay", decay: { count: 0 } });
  t.strictSame(next.takeWarnings(), []);
  t.strictSame(next.decayedPaths("docs").paths, []);
});

t.test("files that are found on another file system make it the expected one", async (t) => {
  const lines: RecordLine[] = [];
  const drift = [{ kind: "disk", address: "docs", was: "A", is: "B" } as const];
  const plan = { ...planAt(TIME, configOf({}, { volumes: [volumeOf("docs", { daily: 2 })] }), {}), drift };
  const note = async (all: readonly RecordLine[]) => void lines.push(...all);
  const counts: readonly (readonly [FileCount, isFound: boolean])[] = [
    [{ had: 10, gone: 0, has: 10 }, false],
    [{ had: null, gone: 0, has: 10 }, false],
    [{ had: 10, gone: 0, has: 10, compared: { since: "R0", asked: false, changed: 0 } }, false],
    [{ had: 10, gone: 0, has: 10, compared: { since: "R0", asked: true, changed: 10 } }, false],
    [{ had: 10, gone: 1, has: 10, compared: { since: "R0", asked: true, changed: 1 } }, true],
  ];
  for (const [count, isFound] of counts) {
    const findings = new Findings({ plan, run: runAt("R1", Date.parse(TIME)), allowDestroy: false, note });
    t.equal(await findings.counted(destroy("update", "docs.integrity", null), "docs", count), null);
    t.strictSame(lines.splice(0), isFound ? [{ type: "disk", volume: "docs", disk: "B" }] : []);
  }
  const old = destroy("d", DOCS, "the source is on another file system");
  const confirmed = { plan: { ...plan, actions: [old] }, run: runAt("R1", Date.parse(TIME)), allowDestroy: true, note };
  await new Findings(confirmed).accept(old, new Map<string, Settled>([["d", "done"]]));
  t.strictSame(lines, [{ type: "disk", volume: "docs", disk: "B" }], "the user confirmed the deletions");
});

t.test("a result that cannot be recorded does not count", async (t) => {
  const { findings, counted } = scene({ full: true });
  t.match(await counted({ had: 3, gone: 3, has: 0 }), { code: "history-not-written", severity: "error" });
  t.match(findings.lossAffecting(destroy("d", DOCS, null)), /was empty/);
});

t.test("when the end of a loss cannot be recorded, the run reports that and the loss stays open", async (t) => {
  const regrown = scene({ shrunken: [LOSS], full: true });
  t.equal(await regrown.counted({ had: 1, gone: 0, has: 9 }), null, "what was made of the source counts");
  t.match(regrown.findings.takeWarnings(), [{ code: "history-not-written", severity: "warning" }]);
  const allowed = scene({ shrunken: [LOSS], shrink: 0.95, keep: {}, full: true });
  t.equal(await allowed.counted({ had: 1, gone: 0, has: 1 }), null);
  t.match(allowed.findings.takeWarnings(), [{ code: "history-not-written", severity: "warning" }]);
  t.equal(allowed.findings.lossAffecting({ ...destroy("d", "elsewhere", null), address: "elsewhere" }), null);
});

t.test("without a rule that destroys, a limit that allows the loss accepts the loss", async (t) => {
  const others = { ...LOSS, by: addressOf("docs", "archives", "b") };
  const asked = { shrunken: [LOSS, others], shrink: 0.95 };
  const mirrored = scene({ ...asked, keep: {} });
  await mirrored.counted({ had: 1, gone: 0, has: 1 });
  await mirrored.counted({ had: 1, gone: 0, has: 1 });
  t.strictSame(
    mirrored.remembered.map(({ kind, by }) => [kind, by]),
    [
      ["accepted", DOCS],
      ["accepted", others.by],
    ],
  );
  const thinned = scene(asked);
  await thinned.counted({ had: 1, gone: 0, has: 1 });
  const emptied = scene({ ...asked, keep: {}, shrunken: [{ ...LOSS, gone: 10, has: 0 }] });
  await emptied.counted({ had: 0, gone: 0, has: 0 });
  const still = scene({ ...asked, keep: {}, shrink: 0.8 });
  await still.counted({ had: 1, gone: 0, has: 1 });
  t.strictSame(
    [thinned, emptied, still].flatMap(({ remembered }) => remembered),
    [],
  );
});

t.test("restored files end a loss, by the same count only", async (t) => {
  const { remembered, counted, findings } = scene({
    shrunken: [LOSS, { ...LOSS, by: addressOf("docs", "archives", "b") }],
  });
  await counted({ had: 1, gone: 0, has: 4 });
  t.strictSame(remembered, [], "four of ten are not enough");
  await counted({ had: 1, gone: 0, has: 5 });
  t.match(remembered, [{ kind: "regrown", by: DOCS, had: 10, has: 5 }]);
  t.strictSame(findings.takeWarnings(), []);
  const replaced = scene({ shrunken: [{ ...LOSS, has: 10 }] });
  await replaced.counted({ had: 10, gone: 0, has: 10 });
  t.strictSame(replaced.remembered, [], "other files in their place are not these files");
});

t.test("a confirmation settles a volume when all confirmed deletions are done", async (t) => {
  const actions = [
    destroy("d1", DOCS, "why"),
    destroy("d2", DOCS, "why"),
    destroy("h", archivesAddress("home"), "why"),
  ];
  const settled = (...ids: string[]) => new Map<string, Settled>(ids.map((id) => [id, "done"]));
  const { findings, remembered } = scene({ shrunken: [LOSS], actions, allow: true });
  await findings.accept(actions[0] as Action, settled("d1"));
  await findings.accept(actions[2] as Action, settled("d1", "h"));
  t.strictSame(remembered, []);
  await findings.accept(actions[1] as Action, settled("d1", "d2"));
  t.match(remembered, [{ kind: "accepted", volume: "docs", by: DOCS, run: "R1", had: 10 }]);
  const unasked = scene({ shrunken: [LOSS], actions });
  await unasked.findings.accept(actions[1] as Action, settled("d1", "d2"));
  t.strictSame(unasked.remembered, []);
});
