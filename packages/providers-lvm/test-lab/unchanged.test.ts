import t from "tap";
import { type Machine, openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
let host: Host;

const SAID = "/root/said";

/** Runs a borg that reports the status of every file, and not only of those that rdump requests. */
async function listenTo(machine: Machine, real: string): Promise<void> {
  await machine.write(
    "/usr/local/sbin/borg",
    `#!/bin/bash
args=()
for each; do [ "$each" = --filter=CEx ] && each=--filter=AMUCEx; args+=("$each"); done
case " $* " in *" create "*) exec ${real} "\${args[@]}" 2> >(tee -a ${SAID} >&2);; esac
exec ${real} "\${args[@]}"
`,
  );
  // bash's process substitution wants a /dev/fd, which udev makes on other machines.
  await machine.sh(`chmod 755 /usr/local/sbin/borg; rm -f ${SAID}; ln -sfn /proc/self/fd /dev/fd`);
}

/** What borg said of each regular file and each status, as `U etc/file-1`; a `U` was not opened. */
async function statuses(machine: Machine): Promise<readonly string[]> {
  const lines = (await machine.read(SAID)).split("\n").filter((line) => line.includes('"file_status"'));
  return lines.map((line) => {
    const { status, path } = JSON.parse(line) as { status: string; path: string };
    return `${status} ${path}`;
  });
}

await lab.test("a host with a volume on LVM and a plain one", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await host.volume("root", { size: "320M", type: "xfs" });
  await machine.sh("mkdir /vol/boot");
  await host.plant("/vol/boot");
  t.equal(await host.leftovers(), "");
});

let month = 1;
for (const [borg, version] of [
  ["/usr/bin/borg", /^borg 1\.2\./],
  ["/usr/local/bin/borg-1.4", /^borg 1\.4\./],
] as const) {
  await lab.test(`${borg}: the second archive of unchanged files reads no file again`, async (t, machine) => {
    await listenTo(machine, borg);
    t.match(await machine.sh("borg --version"), version);
    const location = `/srv/borg-of-month-${month}`;
    // Another host's: this one's history would miss the repository of the month before.
    await machine.sh("rm -rf /var/lib/rdump");
    const archives = [{ repository: "disk", every: "daily", keep: { daily: 2 } }];
    await host.declare(
      { root: onLvm("root", "40 MiB"), boot: { source: { type: "plain", path: "/vol/boot" }, archives } },
      { repositories: { disk: { type: "borg", location, encryption: "none" } } },
    );
    for (const day of [1, 2]) {
      await machine.setClock(new Date(Date.UTC(2027, month, day, 3)));
      await machine.sh(`rm -f ${SAID}`);
      const { code, said } = await host.rdump("apply", "-y");
      t.equal(code, 0, said);
      const all = [...(await statuses(machine))].sort();
      const read = all.filter((each) => !each.startsWith("U "));
      if (day === 1) t.ok(read.length >= 2 * 22, "the first archive reads all");
      else {
        const names = [...new Set(read.map((each) => withoutRoot(each).slice(2)))].sort();
        t.strictSame(names, ["2sure.bak.gz", "2sure.dat.gz"], "only the integrity data is new");
      }
      t.comment(`day ${day}: ${read.length} of ${all.length} files read`);
      t.ok(all.length >= 2 * 23);
    }
    t.match(await host.rdump("plan"), { code: 0, said: /No changes/ });
    t.equal(await host.leftovers(), "");
    month++;
  });
}

await lab.test(
  "an archive that borg 1.4 made of a logical volume is equal to its integrity data",
  async (t, machine) => {
    const env = { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes" };
    const { stdout } = await machine.run(["borg", "list", "--short", "/srv/borg-of-month-2"], { env, timeout: 300 });
    const archive = stdout.split("\n").find((name) => name.startsWith("root-202703") || name.startsWith("root-2027"));
    await machine.sh(
      `mkdir /srv/restored; cd /srv/restored; borg extract --numeric-ids /srv/borg-of-month-2::${archive}`,
      { env, timeout: 300 },
    );
    t.equal(await host.prove("/srv/restored"), "");
  },
);

function withoutRoot(line: string): string {
  return line.replace("./", "");
}
