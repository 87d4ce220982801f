import t from "tap";
import { cable, openLab } from "../../testing.ts";

const lab = await openLab(t);

await lab.test("a second machine is reachable by ssh until its network is disconnected", async (t, machine) => {
  const other = await lab.another();
  const link = await cable({ source: machine, vault: other });
  await other.write("/srv/which", "the other\n");
  t.equal(await machine.sh("ssh vault cat /srv/which"), "the other\n");
  t.equal(await other.sh("ssh source test -e /srv/which || echo not there"), "not there\n");
  await machine.sh("mkdir /srv/data; echo data > /srv/data/file; rsync -a /srv/data vault:/srv/");
  t.equal(await other.read("/srv/data/file"), "data\n");
  t.not(
    await machine.sh("cat /proc/sys/kernel/random/uuid"),
    await other.sh("cat /proc/sys/kernel/random/uuid"),
    "they do not think of the same random numbers",
  );

  const knock = ["ssh", "-o", "ConnectTimeout=3", "vault", "true"];
  await link.setPlugged(false);
  t.equal((await machine.run(knock, { mayFail: true })).code, 255);
  await link.setPlugged(true);
  t.equal((await machine.run(knock)).code, 0);
});
