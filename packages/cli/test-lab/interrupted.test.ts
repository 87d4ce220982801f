import { env } from "node:process";
import t from "tap";
import { chance, openLab } from "../../../lab/testing.ts";
import { WholeHost } from "./host.ts";

/** The default number of attempts for each. */
const ROUNDS = Number(env.RDUMP_LAB_STOPS || 2);
const { seed, between } = chance("interrupted everywhere");

const lab = await openLab(t);
let host: WholeHost;
let takes = 0;

await lab.test(`an undisturbed run (seed ${seed})`, async (t, machine) => {
  host = await WholeHost.furnish(machine);
  await host.nextHour();
  await host.becomesWhole(t, "");
  await host.nextHour();
  const began = performance.now();
  t.equal((await host.rdump("apply", "-y")).code, 0);
  takes = performance.now() - began;
});

/** Whether an interrupted run closes its scopes; the third signal ends it without closing. */
const WAYS = [
  { says: "once", signals: ["INT"], status: 130, closes: true },
  { says: "once, by a service manager", signals: ["TERM"], status: 143, closes: true },
  { says: "twice", signals: ["INT", "INT"], status: 130, closes: true },
  { says: "thrice", signals: ["INT", "INT", "INT"], status: 130, closes: false },
] as const;

for (let round = 1; round <= ROUNDS; round++) {
  for (const { says, signals, status, closes } of WAYS) {
    const after = between(100, 900);
    await lab.test(`interrupted ${says}, at ${after} of 1000 of its way (seed ${seed})`, async (t) => {
      await host.nextHour();
      const reported = signals.map((signal, index) => ({
        signal,
        after: index === 0 ? (takes * after) / 1000 : between(100, 1500),
      }));
      const run = await host.signalled(reported);
      t.comment(run.ended ? "it had ended before" : `status ${run.status}: ${run.said.trim().split("\n").at(-1)}`);
      if (!run.ended || signals.length > 1) t.ok([status, 0].includes(run.status), `${run.status}: ${run.said}`);
      const left = await host.leftovers();
      if (closes) t.equal(left, "", run.said);
      else if (left !== "" && run.status === status) t.match(run.said, /rdump recover/, left);
      await host.becomesWhole(t, run.said);
    });
  }
}

await lab.test("all points of the runs are complete", (t) => host.provesAll(t));
