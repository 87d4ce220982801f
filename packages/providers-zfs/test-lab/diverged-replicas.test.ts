import t, { type Test as Tap } from "tap";
import { openLab } from "../../../lab/testing.ts";
import { onZfs } from "./host.ts";
import { ReplicaHost } from "./replica-host.ts";

// States in which nothing is sent and nothing of the replica is changed. The others are in replicas.test.ts.
const lab = await openLab(t);
let host: ReplicaHost;
let today = 1;
const SOURCE = "tank/media";
const names = ["unmarked", "unrelated", "empty", "busy", "good"] as const;
const at = (name: (typeof names)[number]) => `vault/copies/${name}`;

async function nextDay(): Promise<void> {
  await host.machine.setClock(new Date(Date.UTC(2026, 10, ++today, 3)));
  await host.work(SOURCE, today);
}

async function state(dataset: string): Promise<string> {
  return host.machine.sh(`zfs get -Hp -o property,value guid,readonly,receive_resume_token,rdump:dataset ${dataset}
    zfs list -Hp -t snapshot,bookmark -o name,guid,userrefs -d 1 ${dataset}`);
}

async function refused(t: Tap, name: (typeof names)[number], code: string): Promise<void> {
  const before = await state(at(name));
  t.match(await host.rdump("plan"), { said: new RegExp(`${code}[\\s\\S]*${at(name)}`) });
  t.match(await host.rdump("apply", "-y"), { code: 1 });
  t.equal(await state(at(name)), before, `${name} is not changed`);
  t.equal((await host.points(at("good"))).at(-1), (await host.points(SOURCE)).at(-1), "another replica goes on");
}

await lab.test("a replica without its mark, without common snapshots or without snapshots", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  await host.dataset("media");
  const replicas = names.map((name) => ({ dataset: at(name), every: "daily", keep: { daily: 4 } }));
  await host.declare({ media: onZfs("media", { integrity: false, replicas }) });
  await nextDay();
  t.match(await host.rdump("apply", "-y"), { code: 0 });
  await machine.sh(`zfs inherit rdump:dataset ${at("unmarked")}
    for each in ${at("unrelated")} ${at("empty")}; do
      zfs list -H -t snapshot -o name -d 1 $each | while read name; do zfs release rdump-base $name; zfs destroy $name; done
    done
    zfs snapshot ${at("unrelated")}@by-hand`);
  await nextDay();
  for (const [name, code] of [
    ["unmarked", "zfs-replica-foreign"],
    ["unrelated", "zfs-replica-unrelated"],
    ["empty", "zfs-replica-empty"],
  ] as const)
    await refused(t, name, code);
});

await lab.test("a snapshot that is made on the replica while it receives", async (t, machine) => {
  await nextDay();
  await machine.sh(`head -c 100000000 /dev/urandom > /${SOURCE}/large; sync`, { timeout: 300 });
  const said = await machine.sh(
    `rdump apply -c /root/rdump.json5 -y > /root/during.log 2>&1 < /dev/null & pid=$!
    for i in $(seq 1200); do pgrep -f '^zfs receive -s -u ${at("busy")}$' > /dev/null && break; sleep 0.05; done
    sleep 0.3; pkill -STOP -f '^zfs send '; zfs snapshot ${at("busy")}@during; pkill -CONT -f '^zfs send '
    wait $pid || true; cat /root/during.log`,
    { timeout: 600 },
  );
  t.match(said, /zfs-not-sent|zfs-replica-changed/);
  await refused(t, "busy", "zfs-replica-newer");
  await machine.sh(`zfs destroy ${at("busy")}@during`);
  const { said: resumed } = await host.rdump("apply", "-y");
  t.equal((await host.points(at("busy"))).at(-1), (await host.points(SOURCE)).at(-1), resumed);
});

await lab.test("a base that is destroyed on both sides", async (t, machine) => {
  await machine.sh(`base=$(zfs list -H -t snapshot -o name -d 1 ${at("good")} | tail -1)
    zfs release rdump-base $base; zfs destroy $base
    zfs list -H -t snapshot,bookmark -o name -d 1 ${SOURCE} | grep -F "\${base#*@}" | xargs -n 1 zfs destroy`);
  await nextDay();
  // Its files are those of the destroyed snapshot, so the replica differs from its newest snapshot.
  const { said } = await host.rdump("plan", "--verbose");
  t.match(said, /zfs-replica-modified[\s\S]*zfs rollback vault\/copies\/good@/);
  t.notMatch(said, / zfs receive [^|]*-F/);
});
