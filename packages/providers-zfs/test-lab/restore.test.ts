import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, KEEPS_TWO, mirrored, onZfs } from "./host.ts";

const lab = await openLab(t);

await lab.test("an old snapshot of a source, a mirror and a replica is restored as it was", async (t, machine) => {
  const host = await Host.furnish(machine);
  const root = await host.dataset("media");
  await host.declare({
    media: onZfs("media", {
      snapshots: KEEPS_TWO,
      integrity: { snapshot: true, xattrs: true },
      ...mirrored("media"),
      replicas: [{ dataset: "vault/copies/media", ...KEEPS_TWO }],
    }),
  });
  await machine.setClock(new Date("2026-11-22T03:00:00Z"));
  const first = await host.rdump("apply", "-y");
  t.equal(first.code, 0, first.said);
  await machine.sh(`mkdir /root/was; cp -a ${root}/. /root/was; rm /root/was/2sure.*
    cd ${root}; rm etc/file-1 link; echo other > etc/file-2; chmod 600 blob; setfattr -x user.note etc/file-6`);
  await machine.setClock(new Date("2026-11-23T03:00:00Z"));
  const second = await host.rdump("apply", "-y");
  t.equal(second.code, 0, second.said);
  for (const from of ["snapshots", "mirrors", "replicas"]) {
    const to = `/root/${from}`;
    const restored = await host.rdump("restore", "media", "--at", "2026-11-22T12:00:00Z", "--from", from, "--to", to);
    t.equal(restored.code, 0, `${from}: ${restored.said}`);
    t.match(restored.said, /20261122T03\d{4}Z/, from);
    t.notMatch(restored.said, /not-provable/, from);
    const differences = `rsync -aniHAXSc --modify-window=-1 --delete --numeric-ids --exclude='/2sure.*' /root/was/ ${to}/ | grep -v '^.d..t...... \\./$' || true`;
    t.equal(await machine.sh(differences), "", from);
  }
  t.equal(await host.leftovers(), "");
});
