import t, { type Test as Tap } from "tap";
import { openLab } from "../../../lab/testing.ts";
import { onZfs } from "./host.ts";
import { ReplicaHost } from "./replica-host.ts";

const lab = await openLab(t);
let host: ReplicaHost;
const MEDIA = "vault/copies/media";
const DISK = "vault/copies/disk";
const replicated = (dataset: string) => ({ replicas: [{ dataset, every: "daily", keep: { daily: 4 } }] });
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 3));

async function applied(t: Tap, what = "") {
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, `${what} ${said}`);
  return said;
}

await lab.test("one full stream and ten steps, of files and of a block device", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  await host.dataset("media");
  await machine.sh("zfs create -V 20M tank/disk; udevadm settle");
  await host.declare({
    media: onZfs("media", { integrity: { snapshot: true }, ...replicated(MEDIA) }),
    disk: onZfs("disk", { integrity: false, ...replicated(DISK) }),
  });
  for (let round = 0; round <= 10; round++) {
    await machine.setClock(day(10 + round));
    if (round > 0) await host.work("tank/media", round);
    await machine.sh(
      `head -c 1000000 /dev/urandom > /root/block; dd if=/root/block of=/dev/zvol/tank/disk bs=1M seek=${round} conv=notrunc status=none; sync`,
    );
    await applied(t, `day ${round}`);
    const newest = (await host.points(MEDIA)).at(-1);
    t.equal(newest, (await host.points("tank/media")).at(-1), `day ${round}`);
    t.equal(await host.proveReplica(MEDIA, "tank/media", newest?.split(" ")[0] ?? ""), "", `day ${round}`);
  }
  for (const [source, replica] of [
    ["tank/media", MEDIA],
    ["tank/disk", DISK],
  ] as const) {
    t.equal((await host.points(replica)).length, 4);
    t.strictSame((await host.points(replica)).slice(-2), await host.points(source));
  }
  t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
});

await lab.test("a base that is destroyed by hand on the source is replaced by its bookmark", async (t, machine) => {
  await machine.sh(`zfs list -H -t snapshot -o name -d 1 tank/media | xargs -n 1 zfs destroy`);
  await machine.setClock(day(26));
  await machine.sh("echo more > /tank/media/more");
  const planned = await host.rdump("plan", "--verbose");
  t.match(planned.said, /zfs send -L -c -e -P -v -i 'tank\/media#rdump-20261120T\d{6}Z:lab' /);
  await applied(t);
  t.equal((await host.points(MEDIA)).at(-1), (await host.points("tank/media")).at(-1));
});

await lab.test("a replica that was written, or has other snapshots, is refused and not changed", async (t, machine) => {
  await machine.setClock(day(28));
  await machine.sh(`zfs snapshot ${MEDIA}@by-hand`);
  const before = await host.points(MEDIA);
  t.match(await host.rdump("plan"), { said: /zfs-replica-newer[\s\S]*zfs destroy vault\/copies\/media@by-hand/ });
  t.match(await host.rdump("apply", "-y"), { code: 1 });
  t.strictSame(await host.points(MEDIA), before);
  await machine.sh(`zfs destroy ${MEDIA}@by-hand; zfs set readonly=off ${MEDIA}; mkdir -p /mnt/w
    mount -t zfs -o zfsutil ${MEDIA} /mnt/w; echo x > /mnt/w/written; umount /mnt/w`);
  await machine.setClock(day(29));
  t.match(await host.rdump("plan"), { said: /zfs-replica-modified[\s\S]*zfs rollback vault\/copies\/media@rdump-/ });
  await machine.sh(`zfs rollback ${MEDIA}@${before.at(-1)?.split(" ")[0]}`);
  await applied(t);
  t.equal(await machine.sh(`zfs get -H -o value readonly ${MEDIA}`), "on\n");
});

await lab.test(
  "zfs receive and zfs send are killed, and the first stream of a new replica is resumed",
  async (t, machine) => {
    await machine.sh("zfs create tank/new; head -c 150000000 /dev/urandom > /tank/new/large");
    await host.declare({ new: onZfs("new", { integrity: false, ...replicated("vault/copies/new") }) });
    for (const victim of ["zfs receive", "zfs send"] as const) {
      const said = await host.applyKilling("vault/copies/new", victim);
      t.match(said, /zfs-not-sent/, victim);
      t.match(await machine.sh("zfs get -H -o value receive_resume_token vault/copies/new"), /^1-/, victim);
      t.match(await host.rdump("plan"), { said: /a stream was interrupted/ });
    }
    await applied(t);
    t.strictSame((await host.points("vault/copies/new")).slice(-2), (await host.points("tank/new")).slice(-2));
    t.equal(await machine.sh("zfs get -H -o value receive_resume_token,readonly vault/copies/new"), "-\non\n");
    t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  },
);
