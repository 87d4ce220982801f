import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { type Declared, Host, mirrorOf, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

await lab.test("a host with valid volumes", async (t, machine) => {
  host = await Host.furnish(machine);
  await host.volume("root", { size: "100M", type: "ext4" });
  await host.volume("thin", { size: "100M", type: "ext4", thin: true });
  await machine.sh(
    "lvcreate -q -y -n butter -L 120M vg; mkfs.btrfs -q /dev/vg/butter; mkdir /vol/butter; mount /dev/vg/butter /vol/butter",
  );
  t.equal(await host.leftovers(), "");
});

const only = (name: string, rest: Declared) => ({
  [name]: { ...onLvm(name, "20 MiB", mirrorOf(name)), archives: [], ...rest },
});
const source = (rest: Declared) => ({
  source: { type: "lvm", vg: "vg", lv: "root", mount: "/vol/root", snapshotSize: "20 MiB", ...rest },
});

/** What is declared, and what the plan must say of it. */
const REFUSED: readonly (readonly [string, Declared, RegExp])[] = [
  ["btrfs", { butter: { ...(only("butter", {}).butter as Declared) } }, /same file system id/],
  ["no such group", only("root", source({ vg: "nothere" })), /no volume group nothere/],
  ["no such volume", only("root", source({ lv: "nothere" })), /no nothere in the volume group vg/],
  ["mounted elsewhere", only("root", source({ mount: "/vol/thin" })), /another file system/],
  ["not mounted", only("root", source({ mount: "/mnt" })), /nothing is mounted there/],
  ["no size", only("root", source({ snapshotSize: undefined })), /Declare snapshotSize/],
  ["a pool", only("root", source({ lv: "pool" })), /contains other volumes/],
  ["no room", only("root", source({ snapshotSize: "100 GiB" })), /Not enough free space[\s\S]*are free/],
];

for (const [what, volumes, words] of REFUSED) {
  await lab.test(`${what} is an error of the plan, and nothing is made`, async (t) => {
    await host.declare(volumes);
    t.match(await host.rdump("plan"), { code: 1, said: words });
    t.equal(await host.leftovers(), "");
  });
}

await lab.test("without root, rdump reports that LVM requires root", async (t, machine) => {
  await host.declare(only("root", {}), { stateDir: "/tmp/state" });
  await machine.sh("chmod 755 /root; chmod 644 /root/rdump.json5");
  const argv = [
    "setpriv",
    "--reuid=nobody",
    "--regid=nogroup",
    "--clear-groups",
    "rdump",
    "plan",
    "-c",
    "/root/rdump.json5",
  ];
  const { code, stdout, stderr } = await machine.run(argv, { mayFail: true });
  t.equal(code, 1);
  t.match(stdout + stderr, /LVM requires root/);
});

await lab.test(
  "an object with the name of the snapshot and without tags of rdump is not changed",
  async (t, machine) => {
    await host.declare(only("root", {}));
    const { said } = await host.rdump("plan", "--verbose");
    const [, name = ""] = /--name (rdump-root-\w+)/.exec(said) ?? [];
    await machine.sh(`lvcreate -q -s -n ${name} -L 8M vg/root`);
    t.match(await host.rdump("apply", "-y"), { code: 1, said: /does not have the tags of this config/ });
    t.match(await machine.sh("lvs --noheadings -o lv_name vg"), new RegExp(name));
    await machine.sh(`lvremove -qfy vg/${name}`);
  },
);

await lab.test("leftovers of a dead run of this volume are removed and reported", async (t, machine) => {
  const { said } = await host.rdump("plan", "--verbose");
  const [, name = ""] = /--name (rdump-root-\w+)/.exec(said) ?? [];
  await machine.sh(`lvcreate -q -s -n ${name} -L 8M --addtag rdump.owner=lab --addtag rdump.volume=root --addtag rdump.run=dead vg/root
    mkdir -p -m 0700 /run/rdump/lab@root; mount /dev/vg/${name} /run/rdump/lab@root`);
  t.match(await host.rdump("plan"), { code: 0, said: /the snapshot vg\/rdump-root-\w+ was left over by run dead/ });
  const applied = await host.rdump("apply", "-y");
  t.equal(applied.code, 0, applied.said);
  t.equal(await host.leftovers(), "");
});

await lab.test("rdump waits for a busy mount, and then names the processes that use it", async (t, machine) => {
  await machine.sh(
    "date -s '+1 day' >/dev/null; (cd /; setsid sh -c 'until cd /run/rdump/lab@root/etc 2>/dev/null; do sleep 0.1; done; exec sleep 600' </dev/null >/dev/null 2>&1 &)",
  );
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /held by process \d+ \(sleep, by its working directory\)[\s\S]*umount[\s\S]*lvremove/);
  await machine.sh(
    "pkill sleep; sleep 0.5; umount /run/rdump/lab@root; rmdir /run/rdump/lab@root; lvs --noheadings -o vg_name,lv_name | awk '/rdump-/ {print $1 \"/\" $2}' | xargs lvremove -qfy",
  );
  t.equal(await host.leftovers(), "");
});
