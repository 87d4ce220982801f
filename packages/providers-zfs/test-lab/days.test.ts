import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host, KEEPS_TWO, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const both = (name: string) => ({
  archives: [{ repository: "disk", ...KEEPS_TWO }],
  mirrors: [{ dataset: `vault/self/${name}`, ...KEEPS_TWO }],
});

/** A file system on a disk of its own, as /boot and the EFI system partition are. */
async function plain(machine: Machine, name: string, type: "ext4" | "vfat"): Promise<void> {
  const disk = await machine.addDisk(name, "64M");
  await machine.sh(`mkfs.${type} ${type === "ext4" ? "-q" : ""} ${disk} >/dev/null; mkdir -p /vol/${name}
    mount ${disk} /vol/${name}; for i in $(seq 5); do echo "$i of ${name}" > /vol/${name}/file-$i; done; sync`);
}

/**
 * Keeps changing a pair of files, A in one place and then B, which says what A said, in another: so a state that existed has
 * in B what is in A, or what was there right before. One pair lies on a logical volume, one over two datasets of one pool.
 */
const WRITER = `#!/bin/bash
n=0
while :; do
  n=$((n + 1))
  for pair in "/vol/root/a /vol/root/b" "/tank/media/a /tank/other/b"; do
    set -- $pair
    echo $n > $1.new && mv $1.new $1
    echo $n > $2.new && mv $2.new $2
  done
  sleep 0.05
done
`;

function isState(a: string, b: string, machine: Machine): Promise<string> {
  return machine.sh(`a=$(cat ${a}); b=$(cat ${b}); [ $a = $b ] || [ $a = $((b + 1)) ] && echo ok || echo "$a $b"`);
}

await lab.test("two XFS volumes on LVM, two plain ones, and a native dataset by the hour", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  const disk = await machine.addDisk("pv", "2G");
  await machine.sh(`pvcreate -q ${disk}; vgcreate -q vg ${disk}
    for name in root home; do
      lvcreate -q -y -L 320M -n $name vg; mkfs.xfs -q /dev/vg/$name; mkdir -p /vol/$name; mount /dev/vg/$name /vol/$name
    done`);
  for (const name of ["root", "home"]) await host.plant(`/vol/${name}`);
  await plain(machine, "boot", "ext4");
  await plain(machine, "efi", "vfat");
  await host.dataset("media");
  await host.dataset("other");
  const onLvm = (name: string) => ({
    source: { type: "lvm", vg: "vg", lv: name, mount: `/vol/${name}`, snapshotSize: "40 MiB" },
    ...both(name),
  });
  const onPlain = (name: string) => ({ source: { type: "plain", mount: `/vol/${name}` }, ...both(name) });
  const hourly = { snapshots: { every: "hourly", keep: { hourly: 3, daily: 2 } } };
  await host.declare({
    root: onLvm("root"),
    home: onLvm("home"),
    boot: onPlain("boot"),
    efi: onPlain("efi"),
    media: onZfs("media", hourly),
    other: onZfs("other", hourly),
  });
  await machine.write("/root/writer", WRITER);
  await machine.sh("chmod 755 /root/writer; setsid /root/writer >/dev/null 2>&1 < /dev/null & sleep 1");
  t.ok((await machine.read("/vol/root/a")) !== "");
});

const HOURS = ["03", "04"];

for (const day of [22, 23, 24, 25, 26]) {
  await lab.test(`November ${day}: nothing more to do after each apply`, async (t, machine) => {
    for (const hour of HOURS) {
      await machine.setClock(new Date(`2026-11-${day}T${hour}:00:00Z`));
      const { code, said } = await host.rdump("apply", "-y");
      t.equal(code, 0, said);
      t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
      t.equal(await host.leftovers(), "");
    }
    for (const name of ["root", "home", "boot", "efi"]) {
      const days = (await host.snapshots(`vault/self/${name}`)).map((each) => Number(each.slice(12, 14)));
      t.strictSame(days, day === 22 ? [22] : [day - 1, day], name);
    }
  });
}

await lab.test("hourly and daily rules together keep the expected snapshots", async (t) => {
  const kept = (await host.snapshots("tank/media")).map((name) => name.slice(12, 17));
  // As with borg: a day whose point the hourly rule keeps does not count for the daily one.
  t.strictSame(kept, ["23T04", "24T04", "25T04", "26T03", "26T04"]);
});

await lab.test("every snapshot, archive and mirror has a state that existed", async (t, machine) => {
  for (const name of await host.snapshots("tank/media")) {
    const [a, b] = [`/tank/media/.zfs/snapshot/${name}/a`, `/tank/other/.zfs/snapshot/${name}/b`];
    t.equal(await isState(a, b, machine), "ok\n", `${name}, over two datasets`);
  }
  await machine.sh("mkdir -p /mnt/point");
  for (const name of ["root", "home", "boot", "efi"]) {
    for (const point of await host.snapshots(`vault/self/${name}`)) {
      await machine.sh(`mount -t zfs -o ro vault/self/${name}@${point} /mnt/point`);
      t.equal(await host.prove("/mnt/point"), "", `${name}@${point}`);
      if (name === "root") t.equal(await isState("/mnt/point/a", "/mnt/point/b", machine), "ok\n", point);
      await machine.sh("umount /mnt/point");
    }
  }
  for (const archive of await host.archives()) {
    t.equal(await host.proveArchive(archive), "", archive);
    if (archive.startsWith("root")) {
      t.equal(await isState("/srv/restored/a", "/srv/restored/b", machine), "ok\n", archive);
    }
  }
});
