import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, mirrored } from "./host.ts";

const lab = await openLab(t);
let host: Host;

await lab.test("a host with a mirror below a dataset that is shared", async (t, machine) => {
  host = await Host.furnish(machine);
  await host.plant("/srv");
  // Without an NFS server, zfs says that it could not share, and the property is set all the same.
  await machine.sh("zfs set sharenfs=on readonly=on vault || true");
  await host.declare({ boot: { source: { type: "plain", path: "/srv" }, ...mirrored("boot") } });
  const applied = await host.rdump("apply", "-y");
  t.equal(applied.code, 0, applied.said);
});

await lab.test("a mirror of an older rdump, shared by inheritance, is a change of the plan", async (t, machine) => {
  await machine.sh(
    "zfs inherit sharenfs vault/self; zfs inherit sharenfs vault/self/boot || true; zfs inherit readonly vault/self/boot",
  );
  const planned = await host.rdump("plan", "--detailed-exitcode", "--verbose");
  t.equal(planned.code, 2, planned.said);
  t.match(planned.said, /\$ zfs set readonly=off sharenfs=off vault\/self\/boot$/m);
  const applied = await host.rdump("apply", "-y");
  t.equal(applied.code, 0, applied.said);
  t.equal(
    await machine.sh("zfs get -H -o value,source sharenfs vault/self vault/self/boot"),
    "on\tinherited from vault\noff\tlocal\n",
  );
  t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
});
