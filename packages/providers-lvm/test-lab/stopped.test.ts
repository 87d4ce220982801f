import t from "tap";
import { chance, openLab } from "../../../lab/testing.ts";
import { Host, onLvm } from "./host.ts";

const lab = await openLab(t);
const { seed, between } = chance("stopped");

await lab.test("a run that is interrupted while borg reads removes its snapshot before it ends", async (t, machine) => {
  t.comment(`seed ${seed}`);
  const host = await Host.furnish(machine);
  await host.volume("root", { size: "200M", type: "ext4" });
  await machine.sh("head -c 60000000 /dev/urandom > /vol/root/large; sync");
  await host.declare({ root: onLvm("root", "40 MiB", { hooks: { after: ["touch", "/root/after"] } }) });
  await machine.write(
    "/root/interrupted",
    `rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 & run=$!
until pgrep -x borg >/dev/null && mountpoint -q /run/rdump/lab@root && pgrep -fa 'borg create' >/dev/null; do
  kill -0 $run || exit 99
  sleep 0.2
done
sleep ${between(0, 2_000) / 1000}
kill -INT $run
wait $run
echo "status $?" >> /root/said`,
  );
  await machine.run(["bash", "/root/interrupted"], { timeout: 600 });
  const said = await machine.read("/root/said");
  t.match(said, /status (1|130)\n$/);
  t.notMatch(said, /status 0/);
  t.equal(await host.leftovers(), "", said);
  t.equal(await machine.sh("ls /root/after"), "/root/after\n");
  const again = await host.rdump("apply", "-y");
  t.equal(again.code, 0, again.said);
  t.equal(await host.leftovers(), "");
});
