import t, { type Test as Tap } from "tap";
import { openLab } from "../../../../lab/testing.ts";
import { onZfs } from "../host.ts";
import { ReplicaHost } from "../replica-host.ts";

const lab = await openLab(t);
let host: ReplicaHost;
const [MEDIA, SECRET] = ["vault/copies/media", "vault/copies/secret"];
const replicated = (dataset: string) => ({ replicas: [{ dataset, every: "daily", keep: { daily: 1 } }] });
const day = (number: number) => new Date(`2026-11-${number}T03:00:00Z`);

async function applied(t: Tap, what = "") {
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, `${what} ${said}`);
  t.match(await host.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ });
  return said;
}

await lab.test("a full stream, then a step: equal guids, marks, proven files, own rules", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  await host.dataset("media");
  await machine.sh(`echo passpass > /root/key
    zfs create -o encryption=on -o keyformat=passphrase -o keylocation=file:///root/key -o acltype=posix tank/secret
    echo secret > /tank/secret/file`);
  await host.declare({
    media: onZfs("media", { integrity: { snapshot: true, every: "daily" }, ...replicated(MEDIA) }),
    secret: onZfs("secret", { integrity: false, ...replicated(SECRET) }),
  });
  await machine.setClock(day(22));
  const planned = await host.rdump("plan", "--verbose");
  t.match(
    planned.said,
    /\$ zfs send -L -c -e -P -v tank\/media@rdump-\{run.time\} \| zfs receive -s -u -o rdump:dataset=/,
  );
  for (const round of [1, 2]) {
    if (round > 1) {
      await machine.setClock(day(21 + round));
      await host.work("tank/media", round);
      await machine.sh(`echo ${round} > /tank/secret/file`);
    }
    await applied(t, `day ${round}`);
  }
  for (const [source, replica] of [
    ["tank/media", MEDIA],
    ["tank/secret", SECRET],
  ] as const) {
    const [theirs, ours] = [await host.points(source), await host.points(replica)];
    t.equal(ours.length, 1, `${replica} keeps one`);
    t.equal(theirs.length, 2, `${source} keeps what the stream of this run began at, until the next run`);
    t.strictSame(ours, theirs.slice(1), "guids are equal");
    const newest = ours.at(-1)?.split(" ")[0] ?? "";
    const marks = await machine.sh(
      `zfs get -H -s local,received -o name,value rdump:point -t snapshot -d 1 ${replica}`,
    );
    t.match(marks, new RegExp(`^${replica}@${newest}\tlab/${newest}$`, "m"));
    t.match(await machine.sh(`zfs holds -H ${replica}@${newest}`), /\trdump-base\t/);
    t.equal(await machine.sh(`zfs list -H -t snapshot -o name -d 1 ${source} | xargs zfs holds -H`), "");
    t.equal(await machine.sh(`zfs get -H -o value readonly,mounted ${replica}`), "on\nno\n");
  }
  t.equal(
    await machine.sh("zfs get -H -o value keystatus vault/copies/secret"),
    "unavailable\n",
    "raw, without the key",
  );
  t.equal(await machine.sh("zfs get -H -o value canmount,mountpoint vault/copies"), "off\nnone\n");
  for (const point of await host.points(MEDIA)) {
    t.equal(await host.proveReplica(MEDIA, "tank/media", point.split(" ")[0] ?? ""), "");
  }
});

for (const [number, victim] of [
  [25, "rdump"],
  [27, "zfs receive"],
] as const)
  await lab.test(
    `${victim} is killed in a stream: the next apply goes on, and no full stream is sent twice`,
    async (t, machine) => {
      await machine.setClock(day(number));
      await machine.sh("head -c 100000000 /dev/urandom > /tank/media/large");
      const said = await host.applyKilling(MEDIA, victim);
      t.match(await machine.sh(`zfs get -H -o value receive_resume_token ${MEDIA}`), /^1-/, said);
      const points = await host.points(MEDIA);
      const planned = await host.rdump("plan", "--verbose");
      t.match(planned.said, /a stream was interrupted: the rest of it is sent/);
      t.match(planned.said, /zfs send -P -v -t 1-/);
      t.match(await host.rdump("apply", "-y"), { code: 0 });
      t.equal(await machine.sh(`zfs get -H -o value receive_resume_token ${MEDIA}`), "-\n");
      t.notSame(await host.points(MEDIA), points);
      t.equal((await host.points(MEDIA)).at(-1), (await host.points("tank/media")).at(-1));
      t.equal(await machine.sh(`zfs list -H -t snapshot -o name -d 1 tank/media | xargs zfs holds -H`), "");
      // The run made two points of one day, and the rules counted one: the older ones expire now.
      await applied(t);
    },
  );
