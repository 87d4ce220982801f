import t from "tap";
import type { ActionReport } from "../../src/model/report.ts";
import type { VolumeChoice } from "../../src/restore/all.ts";
import { restoreAddress } from "../../src/restore/plan.ts";
import { restoredVolumes } from "../../src/restore/restored.ts";

type Statuses = readonly ActionReport["status"][];

const choice = {
  choice: {
    assessment: { desired: { group: { volume: { name: "root" } } } },
    point: { name: "root-1", time: 0 },
    reason: "the newest complete point, local",
  },
  to: "/mnt/target",
} as unknown as VolumeChoice;

/** The state of a volume whose steps ended so: stage, extract, check, place, root, finish. */
function stateOf(statuses: Statuses) {
  const address = restoreAddress("root", "/mnt/target");
  const verbs = ["prepare", "restore", "check", "update", "update", "update"];
  const actions = statuses.map((status, at) => ({
    ...{ action: `${verbs[at]} ${address}`, address, status, diagnostic: null, warnings: [] },
  }));
  return restoredVolumes([choice], { actions } as never)[0]?.state;
}

t.test("a volume is restored when its files are in their place", (t) => {
  const done = ["done", "done", "done", "done", "done"] as const;
  t.equal(stateOf([...done, "done"]), "proven");
  t.equal(stateOf([...done, "skipped"]), "proven", "its closed directory stays for another volume");
  t.equal(stateOf([...done, "failed"]), "not restored", "its files are perhaps not on the disk");
  t.equal(stateOf(["done", "done", "failed", "done", "done", "skipped"]), "not proven");
  t.equal(stateOf(["done", "done", "done", "failed", "skipped", "skipped"]), "not restored");
  t.equal(stateOf(["done", "done", "done", "done", "failed", "skipped"]), "not restored");
  t.end();
});
