import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { archived, Host, KEEPS_TWO, mirrored, onZfs } from "./host.ts";

const lab = await openLab(t);

await lab.test("what the config declares no longer is deleted by retire, and nothing else", async (t, machine) => {
  const host = await Host.furnish(machine);
  await host.dataset("media");
  await host.dataset("kept");
  await machine.sh("mkdir /srv/boot");
  await host.plant("/srv/boot");
  const kept = onZfs("kept", { snapshots: KEEPS_TWO, replicas: [{ dataset: "vault/copies/kept", every: "daily" }] });
  const copies = {
    clones: [{ dataset: "tank/test/media", every: "daily" }],
    replicas: [{ dataset: "vault/copies/media", every: "daily" }],
  };
  for (const day of [23, 24]) {
    await machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
    await host.declare({
      kept,
      media: onZfs("media", { snapshots: KEEPS_TWO, ...copies }),
      boot: { source: { type: "plain", path: "/srv/boot" }, ...mirrored("boot", archived) },
    });
    t.match(await host.rdump("apply", "-y"), { code: 0 });
  }
  // A person looks at the mirror and at the clone.
  await machine.sh("cat /tank/test/media/etc/file-* > /dev/null; zpool sync");
  await host.declare({ kept });
  for (const [address, dataset, isSource] of [
    ['media.clones["tank/test/media"]', "tank/test/media", false],
    ['media.replicas["vault/copies/media"]', "vault/copies/media", false],
    ['boot.mirrors["vault/self/boot"]', "vault/self/boot", false],
    ['media.snapshots["tank/media"]', "tank/media", true],
  ] as const) {
    const shown = await host.rdump("retire", address);
    const count = /--destroy (\d+)/.exec(shown.said)?.[1] ?? "none";
    const done = await host.rdump("retire", address, "--destroy", count, "-y");
    t.equal(done.code, 0, `${shown.said}\n${done.said}`);
    const there = await machine.sh(`zfs list -H -o name ${dataset} 2>/dev/null || true`);
    t.equal(there.trim(), isSource ? dataset : "", address);
  }
  t.strictSame(await host.snapshots("tank/media"), []);
  t.equal((await host.snapshots("tank/kept")).length, 2);
  t.equal((await host.snapshots("vault/copies/kept")).length, 2);
  t.equal((await host.archives()).length, 2, "archives of a forgotten mirror stay");
  t.equal(await host.leftovers(), "");
});
