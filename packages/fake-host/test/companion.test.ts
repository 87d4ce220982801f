import { commandResult, type RunIo, type Step, stampOf } from "@rdump/core/provider";
import { bareWorld, FakeHost, parseSurefile, type World, withDataset, withFile, withPool } from "@rdump/fake-host";
import t, { type Test } from "tap";
import { applyOn, planOn } from "./engine.ts";

const DECLARED = {
  version: 1,
  id: "joke",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      snapshots: { every: "daily", keep: { daily: 3 } },
      integrity: { every: "daily", snapshot: true },
    },
  },
};
const SUREFILE = "/tank/home/2sure.dat.gz";
const [FIRST, SECOND] = [Date.UTC(2026, 10, 20, 3), Date.UTC(2026, 10, 21, 3)];

/** A host after its first run, and what happens to it while the second one runs. */
async function secondNight(
  t: Test,
  meanwhile: (world: World, step: Step) => World,
  through: (io: RunIo) => RunIo = (io) => io,
) {
  let now = FIRST;
  const world = withFile(
    withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/tank/home" }),
    "/tank/home/letter",
    "Dear",
  );
  const begun = new FakeHost({ world, now: () => now });
  const { report } = await applyOn(DECLARED, begun.io(), now);
  t.equal(report.status, "ok");
  t.ok(companionOf(begun.world, FIRST), "the first run's is made");
  now = SECOND;
  const host = new FakeHost({ world: begun.world, now: () => now, meanwhile });
  return { host, ...(await applyOn(DECLARED, through(host.io()), now)) };
}

function snapshotsOf({ snapshots }: World, now: number): readonly string[] {
  return snapshots.map(({ name }) => name).filter((name) => name.includes(stampOf(now)));
}

/** The revisions in the companion of a run's point; undefined when there is no companion. */
function companionOf({ snapshots }: World, now: number): readonly string[] | undefined {
  const found = snapshots.find(({ name }) => name === `tank/home@rdump-${stampOf(now)}-rsure`);
  const surefile = found?.root.entries["2sure.dat.gz"];
  if (surefile?.kind !== "file") return undefined;
  return parseSurefile(surefile.content)?.revisions.map(({ name }) => name);
}

const isRsure = (step: Step, command: string) =>
  step.do === "run" && step.argv[0] === "rsure" && step.argv.includes(command);

/** The report of every run whose point has no integrity data of its own. */
async function withoutCompanion(t: Test, { host, report }: Awaited<ReturnType<typeof secondNight>>, why: RegExp) {
  t.strictSame(snapshotsOf(host.world, SECOND), [`tank/home@rdump-${stampOf(SECOND)}`], "the point alone");
  t.equal(report.status, "ok", "the run is none the worse");
  const left = report.actions.find(({ warnings }) => warnings.some(({ code }) => code === "apply-left-out"));
  t.match(left, { status: "skipped", diagnostic: null, warnings: [{ severity: "warning", detail: why }] });
  t.match(left?.warnings[0]?.detail, /is complete and is kept/);
  t.notOk(
    host.ran.some((step) => step.do === "write" && step.path.endsWith("README.rdump")),
    "and no file mentions it",
  );
}

t.test("a companion has the revision of its own run", async (t) => {
  const { host, report } = await secondNight(t, (world) => world);
  t.equal(report.status, "ok");
  t.strictSame(companionOf(host.world, SECOND), [stampOf(FIRST), stampOf(SECOND)]);
  t.strictSame((await planOn(DECLARED, host.io(), SECOND)).plan.actions, []);
});

t.test("a volume whose integrity data was changed during the run gets no companion", async (t) => {
  const other = JSON.stringify({ revisions: [], files: [] });
  const ran = await secondNight(t, (world, step) =>
    isRsure(step, "update") ? withFile(world, SUREFILE, other, SECOND) : world,
  );
  await withoutCompanion(t, ran, /was not copied back to the source/);
  const { plan } = await planOn(DECLARED, ran.host.io(), SECOND);
  t.notOk(
    plan.actions.some(({ kind }) => kind === "zfs/companion"),
    "it is not planned again for a point that is there",
  );
});

t.test("integrity data that was removed after its adoption makes no companion", async (t) => {
  const other = JSON.stringify({ revisions: [], files: [] });
  const ran = await secondNight(t, (world, step) =>
    isRsure(step, "copy-back") ? withFile(world, SUREFILE, other, SECOND) : world,
  );
  await withoutCompanion(t, ran, /The result of .* was not found/);
});

t.test("integrity data that cannot be read makes no companion", async (t) => {
  const ran = await secondNight(t, (world, step) =>
    isRsure(step, "copy-back") ? withFile(world, SUREFILE, "damaged", SECOND) : world,
  );
  await withoutCompanion(t, ran, /not a surefile/);
});

t.test("a clone without space for the new revision makes no companion", async (t) => {
  const full = commandResult({ exitCode: 2, stderr: Buffer.from("rsure: ENOSPC\n") });
  const through = (io: RunIo): RunIo => ({
    ...io,
    run: async (step, listener) => (isRsure(step, "update") ? full : io.run(step, listener)),
  });
  await withoutCompanion(t, await secondNight(t, (world) => world, through), /Integrity data was not updated/);
});
