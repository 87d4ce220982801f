import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";
import { ALLOWED, asJane, Jane } from "./jane.ts";

const lab = await openLab(t);

await lab.test(
  "a run that is interrupted while borg reads with rights of root ends borg and closes all scopes",
  async (t, machine) => {
    const host = await Host.furnish(machine);
    await host.volume("root", { size: "200M", type: "ext4" });
    await machine.sh("head -c 60000000 /dev/urandom > /vol/root/large; sync");
    const jane = await Jane.come(machine);
    await jane.allow(ALLOWED);
    await jane.declare({
      volumes: {
        root: onLvm("root", "40 MiB", {
          integrity: false,
          archives: [{ repository: "hers", every: "daily", keep: { daily: 2 } }],
        }),
      },
      repositories: { hers: { type: "borg", location: "/home/jane/borg", encryption: "none" } },
      privilege: "sudo",
    });
    const said = await jane.interrupted("apply", "-y");
    t.match(said, /status (1|130)\n$/);
    t.equal(await machine.sh("pgrep -a -x 'borg|sudo|setpriv' || true"), "", said);
    t.equal(await host.leftovers(), "", said);
    const list = "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes borg list --short /home/jane/borg";
    t.equal(await machine.sh(asJane(list), { timeout: 300 }), "", "borg did not come to its end");
    const again = await jane.rdump("apply", "-y");
    t.equal(again.code, 0, again.said);
    t.match(await machine.sh(asJane(list), { timeout: 300 }), /^root-\d+T\d+Z-[0-9a-f]{4}\n$/);
    t.equal(await machine.sh("find /home/jane ! -user jane"), "");
    t.equal(await host.leftovers(), "");
  },
);
