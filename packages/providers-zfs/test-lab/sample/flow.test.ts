import t from "tap";
import { openLab } from "../../../../lab/testing.ts";
import { Host, mirrored, onZfs } from "../host.ts";

const lab = await openLab(t);
let host: Host;

const KEEPS_ONE = { every: "daily", keep: { daily: 1 } } as const;
const FIRST = "rdump-20261122T030000Z";
const named = (day: number) => new RegExp(`^rdump-202611${day}T\\d{6}Z$`);

await lab.test(
  "a dataset, a tree of them, a volume and a plain one: one plan, one apply, no changes",
  async (t, machine) => {
    host = await Host.furnish(machine);
    await machine.setClock(new Date("2026-11-22T03:00:00Z"));
    await host.dataset("media");
    await host.dataset("tree");
    await host.dataset("tree/child");
    await machine.sh(`zfs create tank/tree/cache; zfs create -V 20M tank/disk; mkdir /srv/boot
    zfs snapshot tank/media@by-hand; zfs hold keep tank/media@by-hand
    zfs snapshot tank/media@autosnap_2026-11-21_daily; zfs snapshot -o rdump:point=other/rdump-20261121T030000Z tank/media@rdump-20261121T030000Z
    zfs create -o rdump:point=lab/${FIRST} vault/inherited; zfs snapshot vault/inherited@${FIRST}`);
    await host.plant("/srv/boot");
    // Without an NFS server, zfs says that it could not share, and the property is set all the same.
    await machine.sh(`zfs set sharenfs=on tank || true; zfs set sharenfs=on snapdir=visible readonly=on vault || true
      (while sleep 0.3; do zfs list -H -r -o name,mounted,sharenfs,sharesmb,acltype,readonly tank/rdump-scan 2>/dev/null || true
      done > /root/scans < /dev/null 2>&1 & echo $! > /root/watcher)`);
    await host.declare({
      media: onZfs("media", {
        snapshots: KEEPS_ONE,
        archives: [{ repository: "disk", ...KEEPS_ONE }],
        integrity: { snapshot: true },
      }),
      tree: {
        source: { type: "zfs", dataset: "tank/tree", recursive: true },
        exclude: ["cache"],
        snapshots: KEEPS_ONE,
      },
      disk: onZfs("disk", { snapshots: KEEPS_ONE, integrity: false }),
      boot: { source: { type: "plain", path: "/srv/boot" }, ...mirrored("boot", KEEPS_ONE) },
    });
    const planned = await host.rdump("plan", "--detailed-exitcode", "--verbose");
    t.equal(planned.code, 2, planned.said);
    t.match(
      planned.said,
      /\$ zfs snapshot -o rdump:point=lab\/rdump-\{run.time\} -o rdump:machine=[0-9a-f]{16}\/rdump-\{run.time\} -o rdump:run=\{run.id\} tank\/disk@rdump-\{run.time\} /,
    );
    const applied = await host.rdump("apply", "-y");
    t.equal(applied.code, 0, applied.said);
    const again = await host.rdump("plan", "--detailed-exitcode");
    t.match(again, { code: 0, said: /No changes/ }, again.said);
  },
);

await lab.test(
  "datasets of rdump are not shared, and have the visible properties of their source",
  async (t, machine) => {
    const seen = await machine.sh("kill $(cat /root/watcher); sort -u /root/scans");
    t.match(seen, /^tank\/rdump-scan\/media-[0-9a-f]+\tyes\toff\toff\tposix\toff$/m);
    // ZFS sets properties right after it made a dataset, and before it mounts it: only what is mounted is shared.
    t.notMatch(seen, /\tyes\ton\t/, seen);
    const made = "vault/self vault/self/boot tank/rdump-scan";
    const shares = await machine.sh(`zfs get -H -o value,source sharenfs,sharesmb ${made}`);
    t.equal(shares, "off\tlocal\n".repeat(6));
    const mirror = await machine.sh("zfs get -H -o value,source acltype,xattr,readonly,snapdir,setuid vault/self/boot");
    // OpenZFS 2.3 prints sa as on.
    t.match(mirror, /^posix\tlocal\n(on|sa)\tlocal\noff\tlocal\nhidden\tlocal\noff\tlocal\n$/);
    t.equal(
      await machine.sh("zfs get -H -o value,source sharenfs tank tank/media vault"),
      "on\tlocal\non\tinherited from tank\non\tlocal\n",
    );
  },
);

await lab.test("snapshots of one pool are of one moment, and of the datasets that are declared", async (t, machine) => {
  for (const dataset of ["media", "tree", "tree/child", "disk"]) {
    const own = (await host.snapshots(`tank/${dataset}`)).filter((name) => named(22).test(name));
    t.equal(own.length, 1, dataset);
  }
  t.strictSame(await host.snapshots("tank/tree/cache"), [], "an excluded child has none");
  const moments = await machine.sh(
    "zfs list -Hp -t snapshot -o createtxg,name -r tank | grep -E '@rdump-20261122T[0-9]{6}Z$' | cut -f 1 | sort -u | wc -l",
  );
  t.equal(moments, "1\n");
});

await lab.test("archives, mirrors and restored trees are equal to their integrity data", async (t, machine) => {
  const [archive = ""] = await host.archives();
  t.equal(await host.proveArchive(archive), "", archive);
  t.match(await machine.sh("getfacl -p /srv/restored/etc/file-5"), /user:(33|www-data):r/, "ACLs are archived");
  t.equal(await host.prove("/tank/media"), "", "the dataset itself got its integrity data back");
  const [point = ""] = await host.snapshots("vault/self/boot");
  t.match(point, named(22));
  await machine.sh(`mkdir -p /mnt/point; mount -t zfs -o ro vault/self/boot@${point} /mnt/point`);
  t.equal(await host.prove("/mnt/point"), "");
  t.match(await machine.sh("getfattr -d --absolute-names /mnt/point/etc/file-6"), /user.note="kept"/);
  t.match(await machine.sh("getfacl -p /mnt/point/etc/file-5"), /user:(33|www-data):r/);
  await machine.sh("umount /mnt/point; rmdir /mnt/point");
});

await lab.test("a companion has the integrity data of its point", async (t, machine) => {
  const companion = (await host.snapshots("tank/media")).find((name) => name.endsWith("-rsure")) ?? "";
  const point = companion.replace(/-rsure$/, "");
  const root = "/tank/media/.zfs/snapshot";
  t.match(await machine.read(`${root}/${companion}/README.rdump`), /rsure -f 2sure.dat.gz/);
  const checked = await machine.run(
    ["rsure", "-d", `${root}/${point}`, "-f", `${root}/${companion}/2sure.dat.gz`, "check"],
    { mayFail: true },
  );
  t.equal(checked.code, 0, checked.stdout + checked.stderr);
  t.notMatch(await machine.sh("ls -A /tank/media"), /README/);
});

await lab.test(
  "on the second day the first points and their companions are destroyed, and no foreign object",
  async (t, machine) => {
    await machine.setClock(new Date("2026-11-23T03:00:00Z"));
    const { code, said } = await host.rdump("apply", "-y");
    t.equal(code, 0, said);
    t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
    for (const dataset of ["tank/tree", "tank/tree/child", "tank/disk", "vault/self/boot"]) {
      const days = (await host.snapshots(dataset)).map((name) => name.slice(0, 14));
      t.strictSame(days, ["rdump-20261123"], dataset);
    }
    const media = await host.snapshots("tank/media");
    t.strictSame(
      media.map((name) => name.replace(/T\d{6}Z/, "")),
      ["by-hand", "autosnap_2026-11-21_daily", "rdump-20261121", "rdump-20261123", "rdump-20261123-rsure"],
    );
    t.strictSame(await host.snapshots("vault/inherited"), [FIRST], "a mark that is inherited makes nothing ours");
    t.match(await machine.sh("zfs holds -H tank/media@by-hand"), /keep/);
    t.equal(await host.leftovers(), "");
  },
);
