import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { archived, Host, KEEPS_TWO, mirrored, onZfs } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const cloned = (renew: "ask" | "discard", every = "daily") => ({
  clones: [{ dataset: "tank/test/media", every, renew }],
});
const origin = async () => (await host.machine.sh("zfs get -Hp -o value origin tank/test/media")).trim();
const onDay = (day: number) => host.machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
const snapshotOf = (day: number) => new RegExp(`^tank/media@rdump-202611${day}T\\d{6}Z$`);

async function applies(): Promise<string> {
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  return said;
}

await lab.test("a clone is made from the snapshot of this run, mounted and writable", async (t, machine) => {
  host = await Host.furnish(machine);
  await onDay(23);
  await host.dataset("media");
  await host.declare({ media: onZfs("media", { snapshots: KEEPS_TWO, ...cloned("ask", "weekly") }) });
  await applies();
  t.match(await origin(), snapshotOf(23));
  t.equal(await machine.read("/tank/test/media/etc/file-1"), "file 1\n");
});

await lab.test(
  "the origin of a clone is kept by any rules, and reading the clone changes nothing",
  async (t, machine) => {
    for (const day of [24, 25, 26]) {
      await onDay(day);
      await applies();
    }
    const days = (await host.snapshots("tank/media")).map((name) => Number(name.slice(12, 14)));
    t.strictSame(days, [23, 25, 26]);
    await machine.sh("cat /tank/test/media/etc/file-* > /dev/null; ls -R /tank/test/media > /dev/null; zpool sync");
    t.notMatch(await host.rdump("plan"), { said: /zfs-clone-changed/ });
  },
);

await lab.test("a due clone is replaced, and the old origin is then destroyed", async (t, machine) => {
  await onDay(30);
  await applies();
  t.match(await origin(), snapshotOf(30));
  t.equal(await machine.read("/tank/test/media/etc/file-1"), "file 1\n");
  t.notOk((await host.snapshots("tank/media")).some((name) => name.startsWith("rdump-20261123")));
});

await lab.test("changes in a clone during a run are not discarded", async (t, machine) => {
  await machine.setClock(new Date("2026-12-07T02:00:00Z"));
  await host.declare({
    media: onZfs("media", {
      snapshots: KEEPS_TWO,
      ...cloned("ask", "weekly"),
      hooks: { after: ["touch", "/tank/test/media/late"] },
    }),
  });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /tank\/test\/media: files in it were changed since the plan was made/);
  await machine.sh("rm /tank/test/media/late");
  t.equal((await machine.sh("zfs get -H -o value readonly,rdump:run tank/test/media")).trim(), "off\n-");
  await host.declare({ media: onZfs("media", { snapshots: KEEPS_TWO, ...cloned("ask", "weekly") }) });
});

await lab.test("a changed clone is kept, and reported with the command that destroys it", async (t, machine) => {
  await machine.sh("echo work > /tank/test/media/work; zpool sync");
  await machine.setClock(new Date("2026-12-07T03:00:00Z"));
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.match(said, /zfs destroy tank\/test\/media/);
  t.equal(await machine.read("/tank/test/media/work"), "work\n");
  await machine.setClock(new Date("2026-12-14T02:00:00Z"));
  t.match(await host.rdump("status"), { code: 2, said: /overdue/ });
  t.notMatch(await host.rdump("plan"), { said: /Everything that is declared is there/ });
});

await lab.test("with renew discard, changes in a clone are discarded", async (t, machine) => {
  await host.declare({ media: onZfs("media", { snapshots: KEEPS_TWO, ...cloned("discard", "weekly") }) });
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.equal(await machine.read("/tank/test/media/work").catch(() => "gone"), "gone");
});

await lab.test("without snapshots, a clone has a separate origin, which is destroyed with it", async (t, machine) => {
  await machine.sh("zfs destroy tank/test/media; zfs destroy -r tank/media; zfs destroy tank/test");
  await host.dataset("media");
  await host.declare({ media: onZfs("media", cloned("ask")) });
  await applies();
  t.match(await origin(), /-clone$/);
  await machine.setClock(new Date("2026-12-15T03:00:00Z"));
  await applies();
  const left = await host.snapshots("tank/media");
  t.equal(left.length, 1);
  t.match(left[0], /^rdump-20261215T\d{6}Z-clone$/);
});

await lab.test("a mirror is itself archived, from its snapshot of this run", async (t, machine) => {
  await machine.sh("mkdir /srv/boot");
  await host.plant("/srv/boot");
  await host.declare({
    boot: { source: { type: "plain", path: "/srv/boot" }, ...mirrored("boot", archived) },
  });
  await applies();
  const [archive = ""] = await host.archives();
  t.match(archive, /^boot-20261215T/);
  t.equal(await host.proveArchive(archive), "");
  t.equal(await host.leftovers(), "");
});

await lab.test(
  "a held or cloned snapshot is kept, and the other snapshots of the batch are destroyed",
  async (t, machine) => {
    await host.declare({ media: onZfs("media", { snapshots: { every: "daily", keep: { daily: 1 } } }) });
    await machine.sh("zfs destroy -R tank/media; zfs create -o acltype=posix -o xattr=sa tank/media");
    const at = (day: number) => `rdump-202612${day}T030000Z`;
    for (const day of [16, 17, 18, 19]) {
      await machine.sh(`zfs snapshot -o rdump:point=lab/${at(day)} tank/media@${at(day)}`);
    }
    await machine.setClock(new Date("2026-12-20T03:00:00Z"));
    const planned = await host.rdump("plan", "--out", "/root/plan.json");
    t.match(planned.said, /4 to destroy/);
    await machine.sh(`zfs clone tank/media@${at(17)} tank/stranger`);
    const { said } = await host.rdump("apply", "-y", "--allow-destroy", "3");
    t.match(said, /Run \S+: ok,/, said);
    const left = (await host.snapshots("tank/media")).map((name) => name.slice(0, 14));
    t.strictSame(left, ["rdump-20261217", "rdump-20261220"]);
    await machine.sh("zfs list tank/stranger");
  },
);

await lab.test("a foreign snapshot of a clone for scans is reported, and not destroyed", async (t, machine) => {
  await host.plant("/tank/media");
  await host.declare({ media: onZfs("media", archived) });
  await machine.sh(`(until zfs snapshot "$(zfs list -H -o name -r tank/rdump-scan 2>/dev/null | sed -n 2p)@hold-me" 2>/dev/null
    do sleep 0.2; done) > /dev/null 2>&1 < /dev/null &`);
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 1, said);
  t.match(said, /tank\/rdump-scan\/media-[0-9a-f]+: cannot destroy .*(has children|snapshots)/, said);
  t.equal((await host.archives()).filter((name) => name.startsWith("media-")).length, 1, "the archive is there");
  await machine.sh("zfs destroy $(zfs list -H -t snapshot -o name | grep hold-me)");
  const again = await host.rdump("apply", "-y");
  t.equal(again.code, 0, again.said);
  t.equal(await host.leftovers(), "");
});
