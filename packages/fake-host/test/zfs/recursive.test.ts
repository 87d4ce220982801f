import type { RunIo } from "@rdump/core/provider";
import { bareWorld, FakeHost, locate, withDataset, withDirectory, withFile, withPool } from "@rdump/fake-host";
import t from "tap";
import { applyOn } from "../engine.ts";

const NOW = Date.UTC(2026, 10, 22, 3);

t.test("children that cannot be listed stop only their own volume", async (t) => {
  const pools = withDataset(withPool(bareWorld(), "tank"), "tank/home", { mountpoint: "/vol/home" });
  const files = withFile(withDirectory(pools, "/etc/app"), "/etc/app/settings", "x");
  const host = new FakeHost({ world: withDirectory(files, "/srv/mirror"), now: () => NOW });
  const io = host.io();
  const withoutZfs: RunIo = {
    ...io,
    query: (command) => io.query(/^z/.test(command.argv[0]) ? { ...command, argv: ["missing"] } : command),
  };
  const declared = {
    version: 1,
    id: "host",
    timezone: "UTC",
    volumes: {
      app: {
        source: { type: "plain", path: "/etc/app" },
        integrity: false,
        mirrors: [{ path: "/srv/mirror", every: "daily" }],
      },
      home: {
        source: { type: "zfs", dataset: "tank/home", recursive: true },
        integrity: false,
        snapshots: { every: "daily", keep: { daily: 2 } },
      },
    },
  };
  const { plan, report } = await applyOn(declared, withoutZfs, NOW);
  t.ok(plan.partial);
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  t.ok(errors.length > 0);
  for (const { address } of errors) t.match(address, /^home/);
  t.match(report.actions, [{ status: "done", address: 'app.mirrors["/srv/mirror"]' }]);
  t.not(locate(host.world, "/srv/mirror/settings"), null);
});
