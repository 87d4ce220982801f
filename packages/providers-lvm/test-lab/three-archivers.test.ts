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
    t.equal(applied.said.match(/done update home\.integrity/g)?.length, 1);

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
    t.equal(new Set(proofs.map(({ point }) => point)).size, 1, "the archives of one run");
    t.equal(new Set(proofs.map(({ files }) => files)).size, 1, "compared with the same files");
    const { stdout: revisions } = await machine.run(["rsure", "-f", `${home}/2sure.dat.gz`, "list"]);
    t.equal(revisions.match(/^ +\d+ \|/gm)?.length, 1, revisions);
    t.equal(await host.leftovers(), "");
  },
);
