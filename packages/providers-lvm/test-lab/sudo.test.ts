import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, mirrorOf, onLvm } from "./host.ts";
import { ALLOWED, asJane, Jane } from "./jane.ts";

const lab = await openLab(t);
let host: Host;
let jane: Jane;

const volumes = {
  root: onLvm("root", "40 MiB", {
    archives: [{ repository: "hers", every: "daily", keep: { daily: 2 } }],
    ...mirrorOf("root"),
  }),
  own: {
    source: { type: "plain", path: "/home/jane/files" },
    archives: [{ repository: "hers", every: "daily", keep: { daily: 2 } }],
  },
};
const repositories = {
  hers: {
    type: "borg",
    location: "/home/jane/borg",
    encryption: "repokey-blake2",
    passphrase: { file: "/home/jane/pass" },
  },
};

await lab.test("a host with the ordinary user jane", async (t, machine) => {
  host = await Host.furnish(machine);
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  await host.volume("root", { size: "200M", type: "ext4" });
  await machine.sh("echo top > /vol/root/secret; chmod 600 /vol/root/secret; chown 0:0 /vol/root/secret");
  jane = await Jane.come(machine);
  await machine.sh(`mkdir /home/jane/files; echo hers > /home/jane/files/one; echo tops3cret > /home/jane/pass
    chown -R jane:jane /home/jane; chmod 600 /home/jane/pass`);
  t.equal(await host.leftovers(), "");
});

await lab.test("without root and without sudo, rdump names the missing permission", async (t) => {
  await jane.declare({ volumes, repositories });
  for (const command of [["plan"], ["apply", "-y", "--only", "root"]]) {
    const { code, said } = await jane.rdump(...command);
    t.equal(code, 1, said);
    t.match(said, /LVM requires root[\s\S]*Run rdump as root, or.*privilege: "sudo"/);
  }
  t.equal(await host.leftovers(), "");
});

await lab.test("the plan reports a sudo that refuses or requires a password", async (t, machine) => {
  await jane.declare({ volumes, repositories, privilege: "sudo" });
  t.match(await jane.rdump("plan"), { code: 1, said: /sudo refused to run a command[\s\S]*sudo refused to run lvs: / });
  await jane.allow(["ALL"], "");
  t.match(await jane.rdump("plan"), { code: 1, said: /a password is required.*NOPASSWD/ });
  await machine.sh("mv /usr/bin/sudo /usr/bin/sudo.away");
  t.match(await jane.rdump("plan"), { code: 1, said: /sudo is not installed/ });
  await machine.sh("mv /usr/bin/sudo.away /usr/bin/sudo");
});

await lab.test("a volume with files of the user needs no sudo", async (t, machine) => {
  await jane.allow([]);
  await machine.sh("rm -f /var/log/sudo.log");
  const { code, said } = await jane.rdump("apply", "-y", "--only", "own");
  t.equal(code, 0, said);
  t.equal(await machine.sh("cat /var/log/sudo.log 2>/dev/null || true"), "");
});

await lab.test("with the shown commands allowed, the volume is archived and mirrored", async (t) => {
  await jane.allow(ALLOWED);
  const planned = await jane.rdump("plan", "--verbose");
  t.equal(planned.code, 0, planned.said);
  t.match(planned.said, /\$ sudo -n -- lvcreate --snapshot/);
  t.match(planned.said, /\$ sudo -n -- \S*node \S*attendant.js run --mounted=\S+ .*-- setpriv .* -- borg create/);
  t.match(planned.said, /\$ BORG_\S+=.* borg rename/);
  await jane.watchSecret("tops3cret");
  const { code, said } = await jane.rdump("apply", "-y");
  t.equal(code, 0, said);
  t.equal(await jane.secretSeen(), "", "the passphrase is in no argument list");
  t.match(await jane.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  t.equal(await host.leftovers(), "");
});

await lab.test(
  "only commands that the plan marks ran as root, and all repository files belong to the user",
  async (t, machine) => {
    const log = await machine.sh("cat /var/log/sudo.log");
    const ran = [...log.matchAll(/COMMAND=(\S+)( \S*attendant\.js (\S+))?/g)].map(
      ([, program, , what]) => what ?? program,
    );
    t.strictSame([...new Set(ran)].map((each) => each?.split("/").at(-1)).sort(), [
      "install",
      "look",
      "lvcreate",
      "lvremove",
      "lvs",
      "mount",
      "rmdir",
      "run",
      "umount",
      "vgs",
      "write",
    ]);
    t.notMatch(log, /tops3cret/);
    t.equal(await machine.sh("find /home/jane ! -user jane"), "");
    const archive = (await machine.sh(asJane("borg list --short --glob-archives 'root-*' /home/jane/borg"))).trim();
    await machine.sh(
      `rm -rf /srv/restored; mkdir /srv/restored; cd /srv/restored
    BORG_PASSPHRASE=tops3cret borg extract --numeric-ids /home/jane/borg::${archive}; chown -R jane /home/jane/borg`,
      { timeout: 600 },
    );
    t.equal(await host.prove("/srv/restored"), "");
    t.equal(await machine.read("/srv/restored/secret"), "top\n", "what only root may read is in it");
    t.equal(await host.prove("/srv/mirror/root"), "");
  },
);
