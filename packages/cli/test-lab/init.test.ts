import t from "tap";
import { BackupHost, installRdump, openLab } from "../../../lab/testing.ts";

const lab = await openLab(t);

const PLACES = ["/vol/root", "/vol/home", "/boot/efi", "/tank/media"];

await lab.test("a new machine reaches a backup without an edit of its config", async (t, machine) => {
  const host = new BackupHost(machine);
  const [pv, tank, vault] = await Promise.all(["pv", "tank", "vault"].map((name) => machine.addDisk(name, "512M")));
  const efi = await machine.addDisk("efi", "64M");
  await machine.sh(`pvcreate -q ${pv}; vgcreate -q vg ${pv}
    lvcreate -q -y -L 96M -n root vg; lvcreate -q -y -L 64M -n home vg
    mkfs.ext4 -q /dev/vg/root; mkfs.ext4 -q /dev/vg/home; mkfs.vfat ${efi}
    mkdir -p /vol/root /vol/home /boot/efi; mount /dev/vg/root /vol/root; mount /dev/vg/home /vol/home
    mount -o umask=0077 ${efi} /boot/efi; mkdir -p /boot/efi/EFI/debian; head -c 100000 /dev/urandom > /boot/efi/EFI/debian/grubx64.efi
    zpool create -O mountpoint=/tank tank ${tank}; zpool create -O mountpoint=/vault vault ${vault}
    zfs create -o acltype=posix -o xattr=sa tank/media`);
  await installRdump(machine);
  for (const root of ["/vol/root", "/vol/home", "/tank/media"]) await host.plant(root);

  const call = async (...argv: readonly string[]) => {
    const { code, stdout, stderr } = await machine.run(["rdump", ...argv], { mayFail: true, timeout: 1200 });
    return { code, said: stdout + stderr };
  };
  const whole = await call("init", "--dry-run");
  t.equal(whole.code, 0, whole.said);
  t.match(whole.said, /type: "lvm", vg: "vg", lv: "root", mount: "\/vol\/root", snapshotSize: "20%ORIGIN"/);
  t.match(whole.said, /source: \{ type: "zfs", dataset: "tank\/media" \}/);
  await machine.write("/root/whole.json5", whole.said);
  for (const argv of [
    ["lint", "--strict", "/root/whole.json5"],
    ["init", ...PLACES, "--yes"],
    ["lint", "--strict"],
    ["apply", "-y"],
    ["status"],
  ]) {
    const began = performance.now();
    const { code, said } = await call(...argv);
    t.comment(`${argv.join(" ")}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    t.equal(code, 0, `${argv.join(" ")}\n${said}`);
  }
  t.match(await call("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  // Each copy goes to the pool with the most space.
  const points = await machine.sh(
    "zfs list -H -o name -t snapshot -r tank/rdump vault/rdump | sed 's/@.*//; s/.*\\///'",
  );
  t.strictSame([...new Set(points.trim().split("\n"))].sort(), ["boot-efi", "tank-media", "vol-home", "vol-root"]);
});
