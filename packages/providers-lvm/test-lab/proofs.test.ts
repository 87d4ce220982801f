import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { asBefore, overflowDuring } from "./flood.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;
const MIRROR = "/srv/mirror/root";
/** `cap_net_raw+ep`, as `setcap` stores it. */
const CAPABILITY = "0x0100000200200000000000000000000000000000";
const GOOD = "these are the good bytes of a letter";

function rootOn(snapshotSize: string) {
  return onLvm("root", snapshotSize, {
    integrity: { xattrs: true, scrub: { every: "1d" } },
    machineRecord: true,
    mirrors: [{ path: MIRROR, every: "daily", compare: "checksum" }],
    verify: ["disk", MIRROR].map((from) => ({ from, every: "daily" })),
  });
}

const HOME = onLvm("home", "60 MiB", { integrity: { xattrs: true } });

await lab.test("points of a snapshot of LVM are proven by the next run", async (t, machine) => {
  await machine.setClock(new Date("2026-11-20T03:00:00Z"));
  host = await Host.furnish(machine);
  const root = await host.volume("root", { size: "200M", type: "ext4" });
  await host.volume("home", { size: "200M", type: "ext4" });
  await machine.sh(`cd ${root}; cp etc/file-7 program; setfattr -n security.capability -v ${CAPABILITY} program
    ln etc/file-8 same; truncate -s 20M hole; echo end >> hole; mkfifo fifo; mknod device c 1 3
    for i in $(seq 100); do echo "${GOOD}"; done > letter`);
  await host.declare({ root: rootOn("60 MiB"), home: HOME });
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  const made = await host.rdump("apply", "-y");
  t.equal(made.code, 0, made.said);
  const proven = await host.rdump("apply", "-y");
  t.equal(proven.code, 0, proven.said);
  t.equal(proven.said.match(/done check root\.\S+ \(proven/g)?.length, 2, proven.said);
  const status = await host.rdump("status");
  t.equal(status.code, 0, status.said);
  await machine.sh(`cp -a ${MIRROR} /srv/kept; cd ${MIRROR}; cp -p --sparse=never hole filled; mv filled hole`);
  t.match(await host.rdump("verify", "root", "--from", "mirrors"), { code: 0 }, "a filled hole is no difference");
});

await lab.test("each damage is named, and the status exits with 2", async (t, machine) => {
  await machine.sh(`cd ${MIRROR}; printf X | dd of=blob bs=1 seek=1000 conv=notrunc status=none; touch -r ../../kept/blob blob
    chmod 600 etc/file-9; chown 9 etc/file-10; touch -d 2002-02-02 etc/file-11; setfacl -m u:33:rw etc/file-5
    setfattr -x security.capability program; rm etc/file-12; touch extra; cp -p etc/file-8 two; mv two same`);
  const failed = await host.rdump("verify", "root", "--from", "mirrors");
  t.equal(failed.code, 2, failed.said);
  for (const named of [
    ...["blob: sha1", "etc/file-9: perm", "etc/file-10: uid", "etc/file-11: mtime", "etc/file-5: .*xattrs"],
    ...["program: xattrs", "etc/file-12: missing", "extra: not recorded", "(same|etc/file-8): hard links"],
  ])
    t.match(failed.said, new RegExp(named));
  t.match(await host.rdump("status"), { code: 2, said: /unproven .*the proof of root-\S+ failed/s });
  const good = `rsync -aHAXc --delete /srv/kept/ ${MIRROR}/`;
  await machine.sh(`${good}; cd ${MIRROR}; printf X | dd of=2sure.dat.gz bs=1 seek=200 conv=notrunc status=none`);
  t.match(await host.rdump("verify", "root", "--from", "mirrors"), { code: 2, said: /rsure-point-surefile/ });
  await machine.sh(good);
  t.match(await host.rdump("verify", "root", "--from", "mirrors"), { code: 0 });

  await machine.sh(`cd /srv/borg/data/0; cp -a . /srv/segments; file=$(ls -S | head -1)
    printf X | dd of=$file bs=1 seek=1000000 conv=notrunc status=none`);
  t.match(await host.rdump("verify", "root", "--from", "disk"), { code: 2, said: /borg-archive-damaged/ });
  t.match(await host.rdump("status"), { code: 2, said: /unproven/ });
  await machine.sh("cp -a /srv/segments/. /srv/borg/data/0/");
  t.match(await host.rdump("verify", "root", "--from", "disk"), { code: 0 });
  t.match(await host.rdump("status"), { code: 0 });
});

await lab.test(
  "three bytes that decay on the device get into no mirror, and the command brings them back",
  async (t, machine) => {
    await machine.setClock(new Date("2026-11-23T03:00:00Z"));
    await machine.sh(`umount /vol/root; sync; python3 - <<'END'
import os
device = os.open("/dev/vg/root", os.O_RDWR)
data = os.pread(device, os.lseek(device, 0, os.SEEK_END), 0)
at = data.index(b"${GOOD}")
os.pwrite(device, b"BAD", at + 10)
os.fsync(device)
END
    blockdev --flushbufs /dev/vg/root; mount /dev/vg/root /vol/root`);
    t.match(await machine.read("/vol/root/letter"), /BAD/);
    const night = await host.rdump("apply", "-y");
    t.match(night.said, /\[source-decayed\]/, night.said);
    t.match(night.said, /1 file of the source decayed \(letter\)/);
    t.notMatch(await machine.read(`${MIRROR}/letter`), /BAD/, "the good copy stays");
    t.match(await host.rdump("status"), { code: 2, said: /letter/ });
    const commands = [...night.said.matchAll(/^ *rdump (restore root letter --from .*) --to DIR$/gm)];
    t.equal(commands.length, 2, night.said);
    for (const [index, [, command = ""]] of commands.entries()) {
      const words = command.split(" ").map((word) => word.replaceAll("'", ""));
      const restored = await host.rdump(words[0] ?? "", ...words.slice(1), "--to", `/srv/back-${index}`);
      t.equal(restored.code, 0, restored.said);
      t.notMatch(await machine.read(`/srv/back-${index}/letter`), /BAD/, command);
    }
    await machine.setClock(new Date("2026-11-24T03:00:00Z"));
    const held = await host.rdump("plan");
    t.match(held.said, /letter/, "older points stay until it ends");
    await machine.sh("cp /srv/back-0/letter /vol/root/letter");
    await machine.setClock(new Date("2026-11-24T04:00:00Z"));
    const next = await host.rdump("apply", "-y");
    t.equal(next.code, 0, next.said);
    t.notMatch((await host.rdump("status")).said, /decayed/);
  },
);

await lab.test("an archive of an overflowed snapshot is found", async (t, machine) => {
  await machine.setClock(new Date("2026-11-25T03:00:00Z"));
  await host.declare({ root: rootOn("8 MiB"), home: HOME });
  await machine.sh("head -c 4000000 /dev/urandom > /vol/root/new");
  await overflowDuring(machine, "borg", "create", "while");
  const night = await host.rdump("apply", "-y", "--only", "root");
  t.match(night, { code: 1, said: /The snapshot overflowed/ });
  await asBefore(machine);
  t.equal((await host.rdump("status")).code, 2);
  const [bad = "none"] = (await host.archives()).filter((name) => name.startsWith("root-20261125"));
  const proof = await host.rdump("verify", "root", "--from", "disk", "--point", bad);
  t.comment(bad, proof.said);
  t.not(proof.code, 0, proof.said);
  await host.declare({ root: rootOn("100 MiB"), home: HOME });
  t.equal((await host.rdump("apply", "-y")).code, 0);
});

await lab.test("a lost volume group comes back from the repository by the steps of the manual", async (t, machine) => {
  const known = await machine.sh(`rm -rf /srv/was; mkdir /srv/was; cp -a /vol/root /vol/home /srv/was
    rm -f /srv/was/*/2sure.*; blkid -s UUID -o value /dev/vg/root; pvs --noheadings -o pv_name`);
  const [uuid = "", disk = ""] = known.split("\n").map((line) => line.trim());
  await machine.sh(`umount /vol/root /vol/home; vgremove -qfy vg; pvremove -qfy ${disk}; wipefs -qa ${disk}
    rm -rf /var/lib/rdump /root/rdump.json5 /etc/rdump ${MIRROR}`);
  const found = await machine.sh("cd /root; rdump bootstrap --repository /srv/borg --unencrypted");
  t.match(found, /root/);
  const record = await machine.sh("cd /root/rdump-bootstrap; find . -type f; cat lvm/vg.vgcfg disks/blkid.txt");
  t.match(record, /rdump\.json5/);
  t.match(record, new RegExp(uuid));
  const [, pv = ""] = /pv0 \{\s+id = "([^"]+)"/.exec(record) ?? [];
  await machine.sh(`cd /root; pvcreate -q --uuid ${pv} --restorefile rdump-bootstrap/lvm/vg.vgcfg ${disk}
    vgcfgrestore -q -f rdump-bootstrap/lvm/vg.vgcfg vg; vgchange -q -ay vg
    lvs --noheadings -o lv_name vg | grep -q root
    for each in root home; do
      mkfs.ext4 -q -U $(sed -n "/^DEVNAME=.*vg.$each$/,/^$/s/^UUID=//p" rdump-bootstrap/disks/blkid.txt) /dev/vg/$each
      mkdir -p /mnt/target/vol/$each; mount /dev/vg/$each /mnt/target/vol/$each
    done`);
  t.equal((await machine.sh("blkid -s UUID -o value /dev/vg/root")).trim(), uuid);
  const back = await machine.run(
    ["rdump", "restore", "-c", "/root/rdump-bootstrap/rdump.json5", "--all", "--to", "/mnt/target"],
    { mayFail: true, timeout: 600 },
  );
  t.equal(back.code, 0, back.stdout + back.stderr);
  t.match(back.stdout, /^home: proven/m);
  t.match(back.stdout, /^root: proven/m);
  for (const name of ["root", "home"]) {
    const differences = await machine.sh(
      `rsync -aniHAXSc --modify-window=-1 --delete --numeric-ids --exclude='/2sure.*' --exclude=/lost+found /srv/was/${name}/ /mnt/target/vol/${name}/ | grep -v '^.d..t...... \\./$' || true`,
    );
    t.equal(differences, "", name);
  }
});
