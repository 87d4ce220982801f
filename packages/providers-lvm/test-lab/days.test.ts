import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host, mirrorOf, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

/** A file system on a disk of its own, as /boot and the EFI system partition are. */
async function plain(machine: Machine, name: string, type: "ext4" | "vfat"): Promise<void> {
  const disk = await machine.addDisk(name, "64M");
  await machine.sh(`mkfs.${type} ${type === "ext4" ? "-q" : ""} ${disk} >/dev/null; mkdir -p /vol/${name} /srv/mirror/${name}
    mount ${disk} /vol/${name}; mkdir /vol/${name}/EFI; for i in $(seq 5); do echo "$i of ${name}" > /vol/${name}/file-$i; done; sync`);
}

const onPlain = (name: string) => ({
  source: { type: "plain", mount: `/vol/${name}` },
  archives: [{ repository: "disk", every: "daily", keep: { daily: 2 } }],
  ...mirrorOf(name),
});

const NAMES = ["boot", "efi", "home", "root"];

/**
 * Keeps changing a pair of files on each volume: A first, then B, which says what A said. So a state that existed has in B
 * what is in A, or what was there right before.
 */
const WRITER = `#!/bin/bash
n=0
while :; do
  n=$((n + 1))
  for volume in root home; do
    echo $n > /vol/$volume/.a && mv /vol/$volume/.a /vol/$volume/a
    echo $n > /vol/$volume/.b && mv /vol/$volume/.b /vol/$volume/b
  done
  sleep 0.05
done
`;

function isState(tree: string, machine: Machine): Promise<string> {
  return machine.sh(
    `a=$(cat ${tree}/a); b=$(cat ${tree}/b); [ $a = $b ] || [ $a = $((b + 1)) ] && echo ok || echo "$a $b"`,
  );
}

await lab.test("a workstation: / and /home on LVM, /boot and the EFI partition plain", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await host.volume("root", { size: "320M", type: "xfs" });
  await host.volume("home", { size: "320M", type: "xfs" });
  await plain(machine, "boot", "ext4");
  await plain(machine, "efi", "vfat");
  await machine.sh(`lvcreate -q -s -n by-hand -L 60M vg/root
    lvcreate -q -s -n other -L 60M --addtag rdump.owner=else --addtag rdump.volume=root --addtag rdump.run=R vg/root`);
  await host.declare({
    boot: onPlain("boot"),
    efi: onPlain("efi"),
    home: onLvm("home", "40 MiB", mirrorOf("home")),
    root: onLvm("root", "40 MiB", mirrorOf("root")),
  });
  await machine.write("/root/writer", WRITER);
  await machine.sh("chmod 755 /root/writer; setsid /root/writer >/dev/null 2>&1 < /dev/null & sleep 1");
  t.ok((await machine.read("/vol/root/a")) !== "");
});

for (const day of [22, 23, 24, 25, 26]) {
  await lab.test(`November ${day}: one plan, one apply, and nothing more to do`, async (t, machine) => {
    await machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
    t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 2 });
    const { code, said } = await host.rdump("apply", "-y");
    t.equal(code, 0, said);
    t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
    const kept = [day - 1, day]
      .filter((each) => each >= 22)
      .flatMap((each) => NAMES.map((name) => `${name}-202611${each}`));
    t.strictSame((await host.archives()).map((name) => name.replace(/T\d+Z-[0-9a-f]{4}$/, "")).sort(), kept.sort());
    t.equal(await host.leftovers(), "");
    for (const name of ["root", "home"]) t.equal(await isState(`/srv/mirror/${name}`, machine), "ok\n", name);
  });
}

interface Entry {
  readonly at: string;
  readonly type: string;
  readonly scope?: string;
}

await lab.test(
  "the snapshots of a run lie within seconds of each other, before anything is read",
  async (t, machine) => {
    const runs = (await machine.sh("ls /var/lib/rdump/runs/*.jsonl")).trim().split("\n");
    t.equal(runs.length, 5);
    for (const run of runs) {
      const lines = (await machine.read(run)).split("\n").filter((line) => line !== "");
      const entries = lines.map((line) => JSON.parse(line) as Entry);
      const made = entries.filter(({ type, scope }) => type === "scope-open" && scope?.includes("lvm/snapshot"));
      t.strictSame(
        made.map(({ scope }) => scope?.split(" ")[0]),
        ["home", "root"],
      );
      const [first = 0, last = 0] = made.map(({ at }) => Date.parse(at));
      t.comment(`${(last - first) / 1000} s between the two`);
      t.ok(last - first < 30_000);
      const begun = entries.find(({ type }) => type === "intent");
      t.ok(Date.parse(begun?.at ?? "") >= last, "nothing is read before both are made");
    }
  },
);

await lab.test("every archive has a state that existed, and is equal to its integrity data", async (t, machine) => {
  for (const archive of await host.archives()) {
    t.equal(await host.proveArchive(archive), "", archive);
    if (/^(root|home)/.test(archive)) t.equal(await isState("/srv/restored", machine), "ok\n", archive);
  }
  for (const name of NAMES) t.equal(await host.prove(`/srv/mirror/${name}`), "", name);
});

await lab.test(
  "the EFI partition is restored onto vfat, and is equal to its integrity data there",
  async (t, machine) => {
    const disk = await machine.addDisk("efi-again", "64M");
    await machine.sh(`mkfs.vfat ${disk} >/dev/null; mkdir /mnt/efi; mount ${disk} /mnt/efi`);
    const archive = (await host.archives()).find((name) => name.startsWith("efi-20261126"));
    await machine.sh(`cd /mnt/efi; BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes borg extract /srv/borg::${archive}`, {
      timeout: 300,
    });
    t.equal(await host.prove("/mnt/efi"), "");
    await machine.sh("rm -r /mnt/efi/*; rsync -rt --exclude .rdump.json /srv/mirror/efi/ /mnt/efi/");
    t.equal(await host.prove("/mnt/efi"), "");
  },
);

await lab.test("objects of others are unchanged", async (t, machine) => {
  t.match(await machine.sh("lvs --noheadings -o lv_name,lv_tags vg"), /by-hand[\s\S]*other +rdump.owner=else/);
  t.equal(await host.leftovers(), "");
});
