import t from "tap";
import { openLab, resticByHand } from "../../../lab/testing.ts";
import { Host } from "./host.ts";

interface Proof {
  readonly point: string;
  readonly verdict: string;
  readonly differences: number;
  readonly files: number;
}

const lab = await openLab(t);

await lab.test(
  "one snapshot and one scan for borg, restic and tar, and three proofs against it",
  async (t, machine) => {
    const host = await Host.furnish(machine);
    const home = await host.volume("home", { size: "200M", type: "ext4" });
    await machine.sh(`mkdir /srv/tar; ${resticByHand.prepare}`);
    const repositories = {
      borg: host.disk.repository,
      restic: resticByHand.repository,
      tar: { type: "directory", format: "tar", location: "/srv/tar" },
    };
    const source = { type: "lvm", vg: "vg", lv: "home", mount: home, snapshotSize: "20 MiB" };
    const archives = Object.keys(repositories).map((repository) => ({
      repository,
      every: "daily",
      keep: { daily: 2 },
    }));
    await host.declare({ home: { source, archives, integrity: { xattrs: true } } }, { repositories });
    const applied = await host.rdump("apply", "-y");
    t.equal(applied.code, 0, applied.said);
    t.equal(applied.said.match(/done create home\.archives/g)?.length, 3, applied.said);
    const updates = applied.said.match(/done update home\.integrity/g);
    t.equal(updates?.length, 2, "the scan of the snapshot, and the copy of its integrity data to the live tree");

    const journal = (await machine.sh("cat /var/lib/rdump/runs/*.jsonl")).split("\n").filter((line) => line !== "");
    const opened = journal.map((line) => JSON.parse(line)).filter(({ type }) => type === "scope-open");
    const snapshots = opened.filter(({ scope }) => scope.includes("lvm/snapshot"));
    t.equal(snapshots.length, 1, "one snapshot");

    // The live tree differs now, so a proof cannot have read it.
    await machine.sh(`echo later > ${home}/etc/file-1; rm ${home}/blob; sync`);
    const proven = await host.rdump("verify", "home");
    t.equal(proven.code, 0, proven.said);
    const { stdout } = await machine.run(["rdump", "proofs", "-c", "/root/rdump.json5", "--json"]);
    const groups = JSON.parse(stdout).groups as readonly { readonly proofs: readonly Proof[] }[];
    const proofs = groups.flatMap((group) => group.proofs);
    t.strictSame(
      proofs.map(({ verdict, differences }) => [verdict, differences]),
      [1, 2, 3].map(() => ["proven", 0]),
    );
    // Each name has the last four characters of the id of the run at its end; that of tar has the machine behind it.
    const points = proofs.map(({ point }) => point);
    t.equal(new Set(points.map((point) => point.split("@")[0]?.slice(-4))).size, 1, `of one run: ${points.join(" ")}`);
    t.equal(new Set(proofs.map(({ files }) => files)).size, 1, "compared with the same files");
    const { stdout: revisions } = await machine.run(["rsure", "-f", `${home}/2sure.dat.gz`, "list"]);
    t.equal(revisions.match(/^ +\d+ \|/gm)?.length, 1, revisions);
    t.equal(await host.leftovers(), "");
  },
);
