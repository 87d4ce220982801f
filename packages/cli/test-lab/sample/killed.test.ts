import t from "tap";
import { chance, openLab } from "../../../../lab/testing.ts";
import { WholeHost } from "../host.ts";

const { seed, between } = chance("killed everywhere, a sample");
const [actions, after] = [between(1, 6), between(0, 4000)];

const lab = await openLab(t);
let host: WholeHost;

// The first run has the longest way: it prepares everything too.
await lab.test(`rdump is killed ${after} ms after its action ${actions} (seed ${seed})`, async (t, machine) => {
  host = await WholeHost.furnish(machine);
  await host.nextHour();
  const done = `[ "$(grep -c '\\] done' /root/said)" -ge ${actions} ]`;
  const { said, status } = await host.meanwhile(done, async () => {
    await machine.sh(`sleep ${after / 1000}; pkill -KILL -f '^node /usr/local/bin/rdump apply'`);
  });
  t.equal(status, 137, said);
  await host.becomesWhole(t, said);
});

await lab.test("all points of the runs are complete", (t) => host.provesAll(t));
