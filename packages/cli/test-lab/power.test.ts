import { env } from "node:process";
import t from "tap";
import { chance, openLab } from "../../../lab/testing.ts";
import { WholeHost } from "./host.ts";

/** The default number of attempts. */
const CUTS = Number(env.RDUMP_LAB_CUTS || 4);
const { seed, between } = chance("power cut everywhere");

const lab = await openLab(t);
let host: WholeHost;
let takes = 0;

await lab.test(`an undisturbed run (seed ${seed}, ${CUTS} cuts)`, async (t, machine) => {
  host = await WholeHost.furnish(machine);
  await host.nextHour();
  await host.becomesWhole(t, "");
  await host.nextHour();
  const began = performance.now();
  t.equal((await host.rdump("apply", "-y")).code, 0);
  takes = performance.now() - began;
});

for (let cut = 1; cut <= CUTS; cut++) {
  const thousandths = between(Math.floor((1000 * (cut - 1)) / CUTS), Math.floor((1000 * cut) / CUTS));
  await lab.test(`the power fails at ${thousandths} of 1000 of its way (seed ${seed})`, async (t) => {
    await host.nextHour();
    await host.powerFails((takes * thousandths) / 1000);
    await host.becomesWhole(t, "the power failed");
  });
}

await lab.test("all points of the runs are complete", (t) => host.provesAll(t));
