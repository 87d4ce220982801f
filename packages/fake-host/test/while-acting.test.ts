import { reconcile } from "@rdump/core";
import { bareWorld, FakeHost, withDataset, withPool } from "@rdump/fake-host";
import t from "tap";
import { MACHINE, sessionOn, withHost } from "./engine.ts";

const DECLARED = {
  version: 1,
  id: "joke",
  timezone: "UTC",
  volumes: {
    home: {
      source: { type: "zfs", dataset: "tank/home" },
      snapshots: { every: "daily", keep: { daily: 3 } },
    },
  },
};
const NOW = Date.UTC(2026, 10, 20, 3);

t.test("sleep is blocked while actions run, and not while a user reads the plan", async (t) => {
  const world = withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/tank/home" });
  const fake = new FakeHost({ world, now: () => NOW });
  for (const isApproved of [false, true]) {
    const order: string[] = [];
    await withHost(fake.io(), NOW, MACHINE, async (host) => {
      const session = {
        ...sessionOn(DECLARED, host),
        listener: { event: ({ type }: { type: string }) => order.push(type), warn: () => {} },
        whileActing: async <T>(actions: () => Promise<T>) => {
          order.push("held");
          const done = await actions();
          order.push("released");
          return done;
        },
      };
      const approve = async () => {
        order.push("asked");
        return isApproved;
      };
      const approval = { present: () => {}, approve };
      await reconcile(session, { wait: 0, allowDestroy: null, approval, saved: null });
    });
    const phases = order.filter((each) => ["asked", "held", "run-begins", "run-ends", "released"].includes(each));
    t.strictSame(phases, isApproved ? ["asked", "held", "run-begins", "run-ends", "released"] : ["asked"]);
  }
});
