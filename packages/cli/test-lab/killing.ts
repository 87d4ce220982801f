import { env } from "node:process";
import type { Test } from "tap";
import { chance, openLab } from "../../../lab/testing.ts";
import { type Archiver, WholeHost } from "./host.ts";

/** Kills runs of a whole host at instants that are spread over a run; each time, one more run completes the backup. */
export async function killEverywhere(t: Test, archiver: Archiver, usualKills: number): Promise<void> {
  const kills = Number(env.RDUMP_LAB_KILLS || usualKills);
  const { seed, between } = chance(archiver === "borg" ? "killed everywhere" : `killed everywhere, ${archiver}`);
  const lab = await openLab(t);
  let host: WholeHost;
  /** The time of an undisturbed run, in milliseconds. */
  let takes = 0;
  let hits = 0;

  await lab.test(`an undisturbed run (seed ${seed}, ${kills} kills)`, async (t, machine) => {
    host = await WholeHost.furnish(machine, { archiver });
    await host.nextHour();
    await host.becomesWhole(t, "");
    await host.addForeignArchives();
    await host.nextHour();
    const began = performance.now();
    await host.becomesWhole(t, "");
    // This includes a plan and some queries, so that some kills come late.
    takes = performance.now() - began;
  });

  for (let kill = 1; kill <= kills; kill++) {
    const thousandths = between(Math.floor((900 * (kill - 1)) / kills), Math.floor((900 * kill) / kills));
    await lab.test(`killed at ${thousandths} of 1000 of its way (seed ${seed})`, async (t) => {
      await host.nextHour();
      const { said, status, ended } = await host.signalled([{ signal: "KILL", after: (takes * thousandths) / 1000 }]);
      t.comment(ended ? "it had ended before" : `it had come to: ${said.trim().split("\n").at(-1)}`);
      if (!ended) {
        hits++;
        t.equal(status, 137);
      }
      await host.becomesWhole(t, said);
      if (kill % 10 === 0) await host.provesAll(t);
    });
  }

  await lab.test("some kills hit running commands, and all points are complete", async (t) => {
    t.comment(`${hits} of ${kills} were killed before they ended (seed ${seed})`);
    t.ok(hits > 0);
    await host.provesAll(t);
  });
}
