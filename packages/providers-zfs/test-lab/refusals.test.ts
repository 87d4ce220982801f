import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { archived, Host, KEEPS_TWO, mirrored, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;

/** What a plan says, on one line, and its exit code. */
async function plans(volumes: Parameters<Host["declare"]>[0]): Promise<{ code: number; said: string }> {
  await host.declare(volumes);
  return host.rdump("plan");
}

await lab.test("an encrypted dataset without its key gets snapshots, and no archive or mirror", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.sh(`echo -n 12345678 > /root/key
    zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file:///root/key tank/secret
    echo x > /tank/secret/x; zfs unmount tank/secret; zfs unload-key tank/secret`);
  const { code, said } = await plans({ secret: onZfs("secret", { snapshots: KEEPS_TWO, ...archived }) });
  t.equal(code, 1);
  t.match(said, /zfs load-key tank\/secret/);
  t.match(said, /create secret\.snapshots/);
  t.notMatch(said, /create secret\.archives/);
});

await lab.test("with its key it is archived, from a clone of it", async (t, machine) => {
  await machine.sh("zfs load-key tank/secret; zfs mount tank/secret");
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.equal(await host.leftovers(), "");
});

await lab.test("a dataset that is not mounted is archived too", async (t, machine) => {
  await host.dataset("off");
  await machine.sh("zfs unmount tank/off; zfs set canmount=noauto tank/off");
  const planned = await plans({ off: onZfs("off", archived) });
  t.match(planned, { code: 0, said: /not mounted/ });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
});

await lab.test("a ZFS volume has no files", async (t, machine) => {
  await machine.sh("zfs create -V 20M tank/disk");
  const { code, said } = await plans({ disk: onZfs("disk", { snapshots: KEEPS_TWO, ...archived }) });
  t.equal(code, 1);
  t.match(said, /tank\/disk is a ZFS volume/);
});

await lab.test("a foreign dataset is never used as a mirror", async (t, machine) => {
  await machine.sh("zfs create -p vault/self/boot; echo precious > /vault/self/boot/file; mkdir -p /srv/boot");
  await host.plant("/srv/boot");
  const { code, said } = await plans({ boot: { source: { type: "plain", path: "/srv/boot" }, ...mirrored("boot") } });
  t.equal(code, 1);
  t.match(said, /zfs set rdump:dataset=lab\/vault\/self\/boot vault\/self\/boot/);
  t.equal(await machine.read("/vault/self/boot/file"), "precious\n");
});

await lab.test("a missing dataset is reported, and other volumes continue", async (t) => {
  const { code, said } = await plans({
    gone: onZfs("nothing", { snapshots: KEEPS_TWO }),
    far: { source: { type: "zfs", dataset: "nopool/x" }, snapshots: KEEPS_TWO },
    off: onZfs("off", { snapshots: KEEPS_TWO }),
  });
  t.equal(code, 1);
  t.match(said, /no dataset tank\/nothing/);
  t.match(said, /no pool nopool/);
  t.match(said, /create off\.snapshots/);
});

await lab.test("a replica is reported as not supported", async (t) => {
  const replicas = [{ dataset: "vault/copy", keep: { daily: 7 } }];
  t.match(await plans({ off: onZfs("off", { replicas }) }), { code: 1, said: /plan-no-provider/ });
});

await lab.test("a degraded, full or read-only pool is reported", async (t, machine) => {
  const [one, two] = [await machine.addDisk("one", "200M"), await machine.addDisk("two", "200M")];
  await machine.sh(`zpool create -O mountpoint=/pair pair mirror ${one} ${two}; zfs create pair/data
    zpool offline pair ${two}; dd if=/dev/urandom of=/pair/data/big bs=1M count=110 status=none || true; zpool sync`);
  const source = { type: "zfs", dataset: "pair/data" };
  const degraded = await plans({ data: { source, snapshots: KEEPS_TWO } });
  t.match(degraded, { code: 0, said: /pair is DEGRADED/ });
  await machine.sh("zpool export pair; zpool import -d /dev/disk/by-id -o readonly=on pair");
  t.match(await plans({ data: { source, snapshots: KEEPS_TWO } }), { code: 1, said: /read-only/ });
});
