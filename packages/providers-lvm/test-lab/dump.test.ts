import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host } from "./host.ts";

const lab = await openLab(t);

await lab.test("dumps of a snapshot of LVM, full and incremental, are restored and proven", async (t, machine) => {
  const host = await Host.furnish(machine);
  // As on each system of Debian.
  await machine.sh("ln -sf /proc/self/mounts /etc/mtab");
  const home = await host.volume("home", { size: "128M", type: "ext4" });
  await machine.sh(`mkdir -p /srv/dumps ${home}/d/deep; head -c 3000000 /dev/urandom > ${home}/d/random
    ln ${home}/d/random ${home}/second; ln -s nowhere ${home}/broken; mkfifo ${home}/fifo; truncate -s 20M ${home}/hole
    setfattr -n user.note -v yes ${home}/d; setfacl -m u:33:r ${home}/d/random; chown 1000:1000 ${home}/d/deep`);
  const levels = { full: "monthly", incremental: "daily" };
  const repositories = { dumps: { type: "directory", format: "dump", location: "/srv/dumps", levels } };
  const source = { type: "lvm", vg: "vg", lv: "home", mount: home, snapshotSize: "20 MiB" };
  const archives = [{ repository: "dumps", every: "daily", keep: { daily: 2 } }];
  await host.declare({ home: { source, archives } }, { repositories });
  for (const [day, change, level, left] of [
    ["11-22", ":", "full", 1],
    ["11-23", `echo new > ${home}/d/new; rm ${home}/second; echo more >> ${home}/etc/file-1`, "incremental", 2],
    [
      "11-24",
      `rm -r ${home}/d/deep; echo file > ${home}/d/deep; rm ${home}/broken; mkdir ${home}/broken`,
      "incremental",
      3,
    ],
    ["12-01", `echo december > ${home}/d/new`, "full", 4],
    ["12-02", `rm ${home}/d/new`, "incremental", 2],
  ] as const) {
    await machine.setClock(new Date(`2026-${day}T03:00:00Z`));
    await machine.sh(`${change}; sync`);
    const made = await host.rdump("apply", "-y");
    t.equal(made.code, 0, made.said);
    t.match(made.said, new RegExp(`; ${level}`), made.said);
    t.equal(await host.leftovers(), "");
    await machine.sh("rm -rf /srv/out");
    const restored = await host.rdump("restore", "home", "--to", "/srv/out");
    t.equal(restored.code, 0, restored.said);
    t.match(restored.said, /home: proven/);
    const differences = await machine.sh(
      `rsync -aHAXn --checksum --delete --itemize-changes --exclude=/2sure.* --exclude=/lost+found ${home}/ /srv/out/`,
    );
    // The integrity data is written into the root of the volume after its snapshot.
    t.match(differences, /^(\.d\.\.t\.{6} \.\/\n)?$/, `day ${day}`);
    const names = (await machine.sh("cd /srv/dumps/rdump-lab/home; ls *.dump.zst")).trim().split("\n");
    t.equal(names.length, left, `day ${day}: the chain stays as long as a kept archive needs it`);
  }
});
