import { discoveryRequest, farHost, SCRATCH, type ScopesScene, scopeClaims } from "@rdump/core/conformance";
import { runAt, type Volume } from "@rdump/core/provider";
import t from "tap";
import { type Machine, openLab, reach } from "../../../lab/testing.ts";
import { snapshotName } from "../src/naming/names.ts";
import { lvmProvider } from "../src/provider.ts";
import { Host } from "./host.ts";

const lab = await openLab(t);
const provider = lvmProvider();
const runs = [
  runAt("20261122T000000Z-00000001", Date.UTC(2026, 10, 22)),
  runAt("20261123T000000Z-00000002", Date.UTC(2026, 10, 23)),
] as const;

function volumeOf(name: string, isThin: boolean): Volume {
  const snapshotSize = isThin ? null : ({ kind: "bytes", bytes: 2 ** 24, text: "16 MiB" } as const);
  return {
    name,
    parent: null,
    source: { type: "lvm", vg: "vg", lv: name, mount: `/vol/${name}`, snapshotSize },
    ...{ exclude: [], excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
  };
}

function sceneOf(machine: Machine, volume: Volume): ScopesScene {
  const io = farHost(reach(machine));
  const name = snapshotName({ owner: "lab", volume: volume.name });
  const discovered = () => provider.discover(discoveryRequest({ owner: "lab", sources: [volume] }), io);
  return {
    provider,
    io,
    runs,
    names: "alike",
    leftovers: async () => (await discovered()).leftovers ?? [],
    async open() {
      const [seen] = (await discovered()).sources;
      const role = provider.sources.lvm;
      if (role === undefined || seen?.gap !== null) throw new Error(JSON.stringify(seen));
      return role.open({ owner: "lab", volume, facts: seen.facts, scratch: SCRATCH, keeps: false, reads: true }).scopes;
    },
    look: () =>
      machine.sh(`lvs --noheadings -o lv_name,lv_uuid,lv_tags | grep -w rdump.owner=lab || true
        findmnt --noheadings --raw -o TARGET,SOURCE | grep ^/run/rdump/ || true; ls -A /run/rdump 2>/dev/null || true`),
    foreign: {
      plant: async () => {
        await machine.sh(
          `lvcreate -q -s -n ${name} -L 8M --addtag rdump.owner=else --addtag by-hand vg/${volume.name}`,
        );
      },
      look: async () => (await machine.sh(`lvs --noheadings -o lv_tags vg/${name}`)).includes("by-hand"),
      remove: async () => {
        await machine.sh(`lvremove -qfy vg/${name}`);
      },
    },
  };
}

for (const [name, isThin] of [
  ["root", false],
  ["thin", true],
] as const) {
  await lab.test(`scopes of a ${isThin ? "thin" : "classic"} volume`, async (t, machine) => {
    if (!isThin) await Host.furnish(machine);
    const host = Host.of(machine);
    await host.volume(name, { size: "100M", type: "ext4", thin: isThin });
    for (const claim of scopeClaims(sceneOf(machine, volumeOf(name, isThin)))) {
      await t.resolves(claim.check(), claim.says);
    }
    t.equal(await host.leftovers(), "");
  });
}
