import { env } from "node:process";
import t, { type Test as Tap } from "tap";
import { type Cable, cable, chance, type Machine, openLab } from "../../../lab/testing.ts";
import { onZfs } from "./host.ts";
import { ReplicaHost } from "./replica-host.ts";

/** The stream to another machine is cut at random instants. A campaign cuts it 20 times. */
const CUTS = Number(env.RDUMP_LAB_LINK_CUTS ?? "6");
const VICTIMS = ["rdump", "zfs send", "ssh", "zfs receive", "power", "cable"] as const;

const lab = await openLab(t);
const random = chance("replica-cuts");
const REPLICA = "vault/copies/large";
const SOURCE = "tank/large";
const MEBIBYTES = 48;

let host: ReplicaHost;
let other: Machine;
let link: Cable;
let now = Date.UTC(2026, 10, 1, 3);
/** Milliseconds that a whole stream takes. */
let whole = 4000;

/** The next day on this machine. The other one keeps its clock. */
async function nextDay(): Promise<void> {
  now += 86_400_000;
  await host.machine.setClock(new Date(now));
}

async function write(): Promise<void> {
  await host.machine.sh(`head -c ${MEBIBYTES * 2 ** 20} /dev/urandom > /${SOURCE}/part-${random.between(0, 3)}; sync`, {
    timeout: 300,
  });
}

async function token(): Promise<string> {
  return (await other.sh(`zfs get -H -o value receive_resume_token ${REPLICA} 2>/dev/null || echo -`)).trim();
}

async function newest(machine: Machine, dataset: string): Promise<string> {
  const list = `zfs list -Hp -t snapshot -s createtxg -o name,guid -d 1 ${dataset} 2>/dev/null | tail -1 | cut -d @ -f 2`;
  return (await machine.sh(`${list} || true`)).trim();
}

const PATTERNS = { "zfs send": "^zfs send ", ssh: "^ssh: .*[[]mux[]]|^ssh -M " } as const;

async function cut(victim: (typeof VICTIMS)[number]): Promise<void> {
  const { machine } = host;
  switch (victim) {
    case "rdump":
      await machine.sh("kill -9 $(cat /root/pid) || true");
      return;
    case "zfs send":
    case "ssh":
      await machine.sh(`pkill -9 -f '${PATTERNS[victim]}' || true`);
      return;
    case "zfs receive":
      await other.sh("pkill -9 -f '^zfs receive ' || true");
      return;
    case "power":
      await other.powerCut();
      await other.sh(`ip addr add 10.0.3.2/24 dev eth1 2>/dev/null || true; ip link set eth1 up
        grep -q ' source' /etc/hosts || printf '10.0.3.1 source\\n10.0.3.2 vault\\n' >> /etc/hosts
        modprobe zfs; zpool list -H -o name vault 2>/dev/null || zpool import -N -d /dev/disk/by-id vault`);
      return;
    case "cable":
      await link.setPlugged(false);
      await ended();
      await link.setPlugged(true);
  }
}

/** Waits for the end of the run, and gives its output. */
async function ended(): Promise<string> {
  return host.machine.sh("while kill -0 $(cat /root/pid) 2>/dev/null; do sleep 0.2; done; cat /root/cut.log", {
    timeout: 400,
  });
}

/** Applies, and cuts the stream after a part of its time. */
async function applyCutting(victim: (typeof VICTIMS)[number], delay: number): Promise<string> {
  await host.machine.sh(
    `nohup rdump apply -c /root/rdump.json5 -y > /root/cut.log 2>&1 < /dev/null & echo $! > /root/pid
    for i in $(seq 1200); do pgrep -f '^zfs send ' > /dev/null && break; kill -0 $(cat /root/pid) || break; sleep 0.05; done
    sleep ${(delay / 1000).toFixed(2)}`,
    { timeout: 200 },
  );
  await cut(victim);
  const said = await ended();
  await other.sh("for i in $(seq 1000); do pgrep -f '^zfs receive ' > /dev/null || exit 0; sleep 0.2; done; exit 1", {
    timeout: 300,
  });
  return said;
}

async function applied(t: Tap, what: string): Promise<void> {
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, `${what} ${said}`);
  t.equal(await newest(other, REPLICA), await newest(host.machine, SOURCE), what);
  t.equal(await token(), "-", what);
}

await lab.test("two machines, and a stream that is not cut", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  other = await lab.another();
  link = await cable({ source: machine, vault: other });
  const disk = await other.addDisk("far", "2G");
  await other.sh(`zpool create -O mountpoint=none vault ${disk}
    printf 'ClientAliveInterval 15\\nClientAliveCountMax 3\\n' >> /etc/ssh/sshd_config; pkill -HUP -o -x sshd || true`);
  await machine.sh(`zpool destroy vault; mkdir -p /root/.ssh; zfs create -o compression=off ${SOURCE}
    ssh vault cat /etc/ssh/ssh_host_ed25519_key.pub | sed 's/^/vault /' >> /root/.ssh/known_hosts`);
  const replicas = [{ dataset: REPLICA, host: "vault", every: "daily", keep: { daily: 3 } }];
  await host.declare({ large: onZfs("large", { integrity: false, replicas }) }, { ssh: { vault: {} } });
  await nextDay();
  await write();
  const { code, said } = await host.rdump("plan");
  t.match({ code, said }, { code: 0, said: /Plan: / });
});

await lab.test(`the stream is cut at ${CUTS} random points, and the next apply resumes it`, async (t) => {
  t.comment(`seed ${random.seed}`);
  let [resumed, full] = [0, 0];
  for (let number = 0; number < CUTS; number++) {
    const victim = VICTIMS[number % VICTIMS.length] ?? "rdump";
    const delay = random.between(0, whole);
    const what = `cut ${number + 1}: ${victim} after ${delay} ms`;
    const before = await newest(other, REPLICA);
    await write();
    await nextDay();
    const said = await applyCutting(victim, delay);
    const found = await token();
    const arrived = await newest(other, REPLICA);
    await nextDay();
    const planned = (await host.rdump("plan", "--verbose")).said;
    const isFull = / zfs send (-\w )*-P -v tank\/\S+ \|/.test(planned);
    if (isFull) full++;
    if (found !== "-") {
      resumed++;
      t.match(planned, /a stream was interrupted: the rest of it is sent/, `${what}\n${said}`);
      t.match(planned, /zfs send -P -v -t 1-/, what);
    }
    t.ok(!isFull || (before === "" && arrived === "" && found === "-"), `${what}: no full stream twice\n${planned}`);
    const started = Date.now();
    await applied(t, what);
    t.comment(`${what}: ${found === "-" ? "nothing to resume" : "resumed"}, ${Date.now() - started} ms`);
    await nextDay();
    t.match(await host.rdump("plan"), { code: 0 });
    if (number === 0) whole = await measured(t);
  }
  t.comment(`${resumed} of ${CUTS} streams were resumed, ${full} full streams began again`);
  t.ok(CUTS < 4 || resumed > 0, "a cut was in a stream");
});

/** How long a stream of this size takes here, in milliseconds. */
async function measured(t: Tap): Promise<number> {
  await write();
  await nextDay();
  const out = await host.rdump("apply", "-y", "--json");
  for (const line of out.said.split("\n").filter((each) => each.startsWith("{"))) {
    const { type, report } = JSON.parse(line) as { type?: string; report?: { action: string; milliseconds: number } };
    if (type === "action-ends" && report?.action.startsWith("create large.replicas")) {
      t.comment(`a whole stream takes ${report.milliseconds} ms`);
      return report.milliseconds;
    }
  }
  return whole;
}

await lab.test("the files of the replica are those of the source", async (t, machine) => {
  const point = (await newest(machine, SOURCE)).split("\t")[0] ?? "";
  const sums = (dataset: string) =>
    `mkdir -p /mnt/sums; mount -t zfs -o ro ${dataset}@${point} /mnt/sums; cd /mnt/sums; sha256sum part-*; cd /; umount /mnt/sums`;
  t.equal(await other.sh(sums(REPLICA), { timeout: 600 }), await machine.sh(sums(SOURCE), { timeout: 600 }));
});
