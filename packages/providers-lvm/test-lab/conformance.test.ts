import { type ScopesScene, scopeClaims } from "@rdump/core/conformance";
import { runAt, type Volume } from "@rdump/core/provider";
import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { snapshotName } from "../src/naming/names.ts";
import { lvmProvider } from "../src/provider.ts";
import { Host } from "./host.ts";
import { ioOf } from "./remote-io.ts";

const lab = await openLab(t);
const provider = lvmProvider();
const runs = [runAt("run-1", Date.UTC(2026, 10, 22)), runAt("run-2", Date.UTC(2026, 10, 23))] as const;

function volumeOf(name: string, isThin: boolean): Volume {
  const snapshotSize = isThin ? null : ({ kind: "bytes", bytes: 2 ** 24, text: "16 MiB" } as const);
  return {
    name,
    source: { type: "lvm", vg: "vg", lv: name, mount: `/vol/${name}`, snapshotSize },
    ...{ exclude: [], excludeCaches: false, integrity: null, targets: [], hooks: null, verify: null },
  };
}

function sceneOf(machine: Machine, volume: Volume): ScopesScene {
  const io = ioOf(machine);
  const name = snapshotName({ owner: "lab", volume: volume.name });
  return {
    provider,
    io,
    runs,
    async open() {
      const request = {
        owner: "lab",
        scratch: { mount: "/run/rdump", dataset: "rdump-scan" },
        integrity: [],
        sources: [volume],
        groups: [],
      };
      const [seen] = (await provider.discover(request, io)).sources;
      const role = provider.sources.lvm;
      if (role === undefined || seen?.gap !== null) throw new Error(JSON.stringify(seen));
      return role.open({ owner: "lab", volume, facts: seen.facts, scratch: "/run/rdump" }).scopes;
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
