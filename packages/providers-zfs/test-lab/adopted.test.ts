import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { Host, onZfs } from "./host.ts";

const lab = await openLab(t);

await lab.test("200 snapshots of another program are adopted, expire, and are given back", async (t, machine) => {
  const host = await Host.furnish(machine);
  await host.dataset("media");
  const first = Date.parse("2026-12-01T03:00:00Z") / 1000 - 199 * 86_400;
  await machine.sh(`for i in $(seq 100 299); do
    date --set=@$((${first} + (i - 100) * 86400)); zfs snapshot tank/media@autosnap_$i; done >/dev/null`);
  await machine.setClock(new Date("2026-12-01T12:00:00Z"));
  await machine.sh("zfs hold keep tank/media@autosnap_101");
  const media = onZfs("media", { integrity: false, snapshots: { every: "daily", keep: { daily: 200 } } });
  await host.declare({ media });
  const address = 'media.snapshots["tank/media"]';
  const written = await host.rdump("adopt", address, "autosnap_*", "--write");
  t.match(written, { code: 0, said: /200 points count as own/ });
  t.match(await host.rdump("plan"), { code: 0, said: /No changes\. Everything/ });
  for (const day of [2, 3]) {
    await machine.setClock(new Date(`2026-12-0${day}T03:00:00Z`));
    const night = await host.rdump("apply", "-y");
    t.equal(night.code, 0, night.said);
  }
  const left = await host.snapshots("tank/media");
  t.notOk(left.includes("autosnap_100"), "the oldest one expired");
  t.ok(left.includes("autosnap_101"), "a held one stays");
  t.notOk(left.includes("autosnap_102"));
  // The lines are gone with the next declaration.
  await host.declare({ media });
  await machine.setClock(new Date("2026-12-04T03:00:00Z"));
  const night = await host.rdump("apply", "-y");
  t.equal(night.code, 0, night.said);
  const after = await host.snapshots("tank/media");
  t.strictSame(
    after.filter((name) => name.startsWith("auto")),
    left.filter((name) => name.startsWith("auto")),
  );
});
