import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host } from "./host.ts";

const lab = await openLab(t);
const PROGRAMS = ["/usr/sbin/dump", "/usr/sbin/restore"];

/** The lab has no dump. This host has the same release, so its programs run there with their libraries. */
async function installDump(machine: Machine): Promise<void> {
  const from = mkdtempSync(join(tmpdir(), "rdump-lab-dump-"));
  try {
    mkdirSync(join(from, "lib"));
    const linked = execFileSync("ldd", PROGRAMS, { encoding: "utf8" }).matchAll(/=> (\/\S+)/g);
    for (const [, library = ""] of linked) copyFileSync(library, join(from, "lib", basename(library)));
    for (const program of PROGRAMS) copyFileSync(program, join(from, basename(program)));
    await machine.put(from, "/opt/dump");
    // As on each system of Debian.
    await machine.sh("ln -sf /proc/self/mounts /etc/mtab");
  } finally {
    rmSync(from, { recursive: true });
  }
  for (const name of PROGRAMS.map((path) => basename(path))) {
    const start = `LD_LIBRARY_PATH=/opt/dump/lib exec /opt/dump/${name} "$@"`;
    await machine.write(`/usr/local/sbin/${name}`, `#!/bin/sh\n${start}\n`);
    await machine.sh(`chmod 755 /opt/dump/${name} /usr/local/sbin/${name}`);
  }
}

await lab.test("dumps of a snapshot of LVM, full and incremental, are restored and proven", async (t, machine) => {
  if (spawnSync(PROGRAMS[0] ?? "", ["--help"]).error !== undefined) return t.comment("dump is not installed here");
  const host = await Host.furnish(machine);
  await installDump(machine);
  const home = await host.volume("home", { size: "128M", type: "ext4" });
  await machine.sh(`mkdir -p /srv/dumps ${home}/d/deep; head -c 3000000 /dev/urandom > ${home}/d/random
    ln ${home}/d/random ${home}/second; ln -s nowhere ${home}/broken; mkfifo ${home}/fifo; truncate -s 20M ${home}/hole
    setfattr -n user.note -v yes ${home}/d; setfacl -m u:33:r ${home}/d/random; chown 1000:1000 ${home}/d/deep`);
  const levels = { full: "monthly", incremental: "daily" };
  const repositories = { dumps: { type: "directory", format: "dump", location: "/srv/dumps", levels } };
  const source = { type: "lvm", vg: "vg", lv: "home", mount: home, snapshotSize: "20 MiB" };
  const archives = [{ repository: "dumps", every: "daily", keep: { daily: 5 } }];
  await host.declare({ home: { source, archives } }, { repositories });
  for (const [day, change, level] of [
    [22, ":", "full"],
    [23, `echo new > ${home}/d/new; rm ${home}/second; echo more >> ${home}/etc/file-1`, "incremental"],
    [24, `rm -r ${home}/d/deep; echo file > ${home}/d/deep; rm ${home}/broken; mkdir ${home}/broken`, "incremental"],
  ] as const) {
    await machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
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
  }
});
