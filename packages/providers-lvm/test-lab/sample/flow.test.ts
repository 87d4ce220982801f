import t from "tap";
import { openLab } from "../../../../lab/testing.ts";
import { Host, mirrorOf, onLvm } from "../host.ts";

const lab = await openLab(t);
let host: Host;

await lab.test("volumes of every kind go from their snapshots into borg and a mirror", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await host.volume("root", { size: "200M", type: "ext4" });
  await host.volume("home", { size: "400M", type: "xfs" });
  await host.volume("thin", { size: "200M", type: "ext4", thin: true });
  await machine.sh(
    "lvcreate -q -s -n by-hand -L 20M vg/root; lvcreate -q -s -n other -L 20M --addtag rdump.owner=else --addtag rdump.volume=root vg/root",
  );
  await host.declare({
    root: onLvm("root", "20 MiB", {
      archives: [{ repository: "disk", every: "daily", keep: { daily: 1 } }],
      ...mirrorOf("root"),
    }),
    home: onLvm("home", "10%ORIGIN"),
    thin: onLvm("thin", null, { archives: [], ...mirrorOf("thin") }),
  });
  const planned = await host.rdump("plan", "--detailed-exitcode");
  t.equal(planned.code, 2, planned.said);
  t.equal(await host.leftovers(), "", "a plan makes nothing");
  const applied = await host.rdump("apply", "-y");
  t.equal(applied.code, 0, applied.said);
  const again = await host.rdump("plan", "--detailed-exitcode");
  t.match(again, { code: 0, said: /No changes/ });
});

await lab.test("all snapshots of a run are made before anything is read", async (t, machine) => {
  const journal = await machine.sh("cat /var/lib/rdump/runs/*.jsonl");
  const entries = journal
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const opened = entries.flatMap(({ type, scope }, index) =>
    type === "scope-open" && scope.includes("lvm/snapshot") ? [index] : [],
  );
  const begun = entries.findIndex(({ type }) => type === "intent");
  t.equal(opened.length, 3);
  t.ok(opened.every((index) => index < begun));
});

await lab.test("the restored and the mirrored tree are equal to their integrity data", async (t, machine) => {
  const archives = await host.archives();
  t.equal(archives.length, 2);
  for (const archive of archives) t.equal(await host.proveArchive(archive), "", archive);
  for (const name of ["root", "home", "thin"]) {
    t.equal(await host.prove(`/vol/${name}`), "", `${name}: the volume itself got its integrity data back`);
  }
  for (const name of ["root", "thin"]) {
    t.equal(await host.prove(`/srv/mirror/${name}`), "", name);
    t.match(await machine.sh(`getfattr -d --absolute-names /srv/mirror/${name}/etc/file-6`), /user.note="kept"/);
  }
});

await lab.test("nothing is left over, and objects of others are unchanged", async (t, machine) => {
  t.equal(await host.leftovers(), "");
  t.match(await machine.sh("lvs --noheadings -o lv_name vg"), /by-hand[\s\S]*other/);
  await machine.sh("lvremove -qfy vg/by-hand vg/other");
});

await lab.test(
  "the archive of the second day makes the first archive expire, and nothing is read again",
  async (t, machine) => {
    await machine.setClock(new Date("2026-11-23T03:00:00Z"));
    const { code, said } = await host.rdump("apply", "-y", "--only", "root");
    t.equal(code, 0, said);
    const [, stored = ""] = /done create root\.archives\S+ \(.* ([\d.]+ \w+) stored/.exec(said) ?? [];
    t.match(stored, /^[\d.]+ (B|KiB)$/, "of 3 MB that did not change");
    t.match(await host.rdump("plan", "--only", "root"), { said: /No changes/ });
    const days = (await host.archives()).map((name) => name.replace(/T\d+Z-[0-9a-f]{4}$/, "")).sort();
    t.strictSame(days, ["home-20261122", "root-20261123"]);
    t.equal(await host.leftovers(), "");
  },
);
