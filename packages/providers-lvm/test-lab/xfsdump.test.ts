import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host } from "./host.ts";

const lab = await openLab(t);

await lab.test("dumps of a snapshot of XFS are restored and proven, beside those of the system", async (t, machine) => {
  const host = await Host.furnish(machine);
  const home = await host.volume("home", { size: "320M", type: "xfs" });
  // xfsdump reads /etc/mtab, which an installed Debian has, and the lab does not. xfsrestore restores extended attributes only to XFS.
  await machine.sh(`ln -sf ../proc/self/mounts /etc/mtab
    lvcreate -q -y -L 320M -n out vg; mkfs.xfs -q /dev/vg/out; mkdir -p /srv/out /srv/dumps
    mount /dev/vg/out /srv/out; mkdir -p ${home}/d/deep; head -c 3000000 /dev/urandom > ${home}/d/random
    ln ${home}/d/random ${home}/second; ln -s nowhere ${home}/broken; mkfifo ${home}/fifo; mknod ${home}/null c 1 3
    truncate -s 20M ${home}/hole; touch ${home}/$(printf 'n%.0s' $(seq 255)) ${home}/$(printf 'caf\\xe9')
    setfattr -n user.note -v yes ${home}/d; setfacl -m u:33:r ${home}/d/random; chown 1000:1000 ${home}/d/deep; sync
    xfsdump -F -v silent -l 0 -L system -M system -f /srv/by-hand.xfsdump ${home}`);
  const inventory = () => machine.sh("find /var/lib/xfsdump -type f -exec sha256sum {} + | sort");
  const before = await inventory();
  t.match(before, /inventory/);
  const repositories = { dumps: { type: "directory", format: "xfsdump", location: "/srv/dumps" } };
  const source = { type: "lvm", vg: "vg", lv: "home", mount: home, snapshotSize: "40 MiB" };
  const archives = [{ repository: "dumps", every: "daily", keep: { daily: 2 } }];
  await host.declare({ home: { source, archives, integrity: { xattrs: false } } }, { repositories });
  for (const [day, change] of [
    [22, ":"],
    [23, `echo new > ${home}/d/new; rm ${home}/second; mv ${home}/d ${home}/renamed; echo file > ${home}/d`],
    [24, `rm -r ${home}/renamed/deep; mkfifo ${home}/renamed/deep`],
  ] as const) {
    await machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
    await machine.sh(`${change}; sync`);
    const made = await host.rdump("apply", "-y");
    t.equal(made.code, 0, made.said);
    t.equal(await host.leftovers(), "");
    const restored = await host.rdump("restore", "home", "--to", "/srv/out/restored");
    t.equal(restored.code, 0, restored.said);
    t.match(restored.said, /home: proven/);
    // The integrity data is written after the snapshot. xfsrestore gives the root no attributes, and links no times.
    const differences = await machine.sh(
      `rsync -aHAXJn --checksum --delete --itemize-changes --exclude=/2sure.* ${home}/ /srv/out/restored/; rm -r /srv/out/restored`,
    );
    t.match(differences, /^(\.d\S+ \.\/\n)?$/, `day ${day}`);
  }
  t.equal(await inventory(), before, "the inventory of the system is not changed");
  const kept = (await machine.sh("cd /srv/dumps/rdump-lab/home; ls *.xfsdump.zst")).trim().split("\n");
  t.strictSame(
    kept.map((name) => name.slice(0, 13)),
    ["home-20261123", "home-20261124"],
  );
});
