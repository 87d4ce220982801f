import t from "tap";
import { openLab } from "../../../lab/testing.ts";
import { type Declared, Host, KEEPS_TWO, onZfs } from "./host.ts";

const lab = await openLab(t);

await lab.test("zfs destroys no pinned snapshot until its pin is removed", async (t, machine) => {
  const host = await Host.furnish(machine);
  await host.dataset("media");
  const media = onZfs("media", {
    snapshots: KEEPS_TWO,
    replicas: [{ dataset: "vault/copies/media", every: "daily", keep: { daily: 2 } }],
  });
  const night = async (day: number, rest: Declared) => {
    await machine.setClock(new Date(`2026-11-${day}T03:00:00Z`));
    await host.declare({ media }, rest);
    const { code, said } = await host.rdump("apply", "-y");
    t.equal(code, 0, said);
    t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  };
  await night(20, {});
  const full = (await machine.sh("zfs list -H -t snapshot -o name -r tank/media vault/copies")).trim().split("\n");
  const guids = (await machine.sh("zfs list -Hp -t snapshot -o guid -r tank/media vault/copies")).trim().split("\n");
  const addresses = ['media.snapshots["tank/media"]', 'media.replicas["vault/copies/media"]'];
  const pinned = Object.fromEntries(addresses.map((address, index) => [address, [{ id: guids[index] }]]));
  for (const day of [21, 22, 23]) await night(day, { pinned });
  for (const name of full) {
    t.match(await machine.sh(`zfs holds -H ${name}`), "rdump-pin", name);
    t.not((await machine.run(["zfs", "destroy", name], { mayFail: true })).code, 0, `${name} cannot be destroyed`);
  }
  await night(24, {});
  const left = await machine.sh("zfs list -H -t snapshot -o name -r tank/media vault/copies");
  for (const name of full) t.notMatch(left, name, "without the pin it expires");
});
