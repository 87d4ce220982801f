import { discoveryRequest, farHost, SCRATCH, type ScopesScene, scopeClaims } from "@rdump/core/conformance";
import { runAt, type Volume } from "@rdump/core/provider";
import t from "tap";
import { type Machine, openLab, reach } from "../../../lab/testing.ts";
import { zfsProvider } from "../src/provider.ts";
import { Host } from "./host.ts";

const lab = await openLab(t);
const runs = [
  runAt("20261122T000000Z-00000001", Date.UTC(2026, 10, 22)),
  runAt("20261123T000000Z-00000002", Date.UTC(2026, 10, 23)),
] as const;

const volumeOf = (name: string): Volume => ({
  name,
  parent: null,
  source: { type: "zfs", dataset: `tank/${name}`, recursive: false },
  ...{ exclude: [], excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
});

function sceneOf(machine: Machine, volume: Volume): ScopesScene {
  const io = farHost(reach(machine));
  const provider = zfsProvider();
  const discovered = () => provider.discover(discoveryRequest({ owner: "lab", sources: [volume] }), io);
  return {
    provider,
    io,
    runs,
    names: "by run",
    leftovers: async () => (await discovered()).leftovers ?? [],
    async open() {
      const [seen] = (await discovered()).sources;
      const role = provider.sources.zfs;
      if (role === undefined || seen?.gap !== null) throw new Error(JSON.stringify(seen));
      return role.open({ owner: "lab", volume, facts: seen.facts, scratch: SCRATCH, keeps: false, reads: true }).scopes;
    },
    look: () =>
      machine.sh(`zfs list -H -t all -o name,guid,rdump:dataset,rdump:point | grep 'lab/' || true
        findmnt --noheadings --raw -o TARGET,SOURCE | grep ^/run/rdump/ || true; ls -A /run/rdump 2>/dev/null || true`),
    foreign: {
      plant: async () => void (await machine.sh(`zfs snapshot tank/${volume.name}@rdump-20261122T000000Z-scan`)),
      look: async () => {
        const { code } = await machine.run(["zfs", "list", `tank/${volume.name}@rdump-20261122T000000Z-scan`], {
          mayFail: true,
        });
        return code === 0;
      },
      remove: async () => void (await machine.sh(`zfs destroy tank/${volume.name}@rdump-20261122T000000Z-scan`)),
    },
  };
}

await lab.test("the scopes of a dataset", async (t, machine) => {
  const host = await Host.furnish(machine);
  await host.dataset("data");
  for (const claim of scopeClaims(sceneOf(machine, volumeOf("data")))) await t.resolves(claim.check(), claim.says);
  t.equal(await host.leftovers(), "");
});
