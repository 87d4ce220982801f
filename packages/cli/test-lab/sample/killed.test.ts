import t from "tap";
import { chance, openLab } from "../../../../lab/testing.ts";
import { WholeHost } from "../host.ts";

const { seed, between } = chance("killed everywhere, a sample");

const lab = await openLab(t);
let host: WholeHost;
let takes = 0;

await lab.test(`an undisturbed run of a host that has everything (seed ${seed})`, async (t, machine) => {
  host = await WholeHost.furnish(machine);
  await host.nextHour();
  const began = performance.now();
  const { code, said } = await host.rdump("apply", "-y");
  takes = performance.now() - began;
  t.equal(code, 0, said);
});

const thousandths = between(200, 800);
await lab.test(`rdump is killed at ${thousandths} of 1000 of its way (seed ${seed})`, async (t) => {
  await host.nextHour();
  const { said } = await host.signalled([{ signal: "KILL", after: (takes * thousandths) / 1000 }]);
  await host.becomesWhole(t, said);
});

await lab.test("all points of the runs are complete", (t) => host.provesAll(t));
