import t, { type Test as Tap } from "tap";
import { openLab } from "../../../lab/testing.ts";
import { onZfs } from "./host.ts";
import { ReplicaHost } from "./replica-host.ts";

// The machine is its own other host: a real sshd, and a pool that only the replicas use.
const lab = await openLab(t);
let host: ReplicaHost;
const MEDIA = "vault/copies/media";
const KEPT = "vault/kept/media";
const day = (number: number) => new Date(Date.UTC(2026, 10, number, 3));
const replicated = (dataset: string, to: string) => ({
  replicas: [{ dataset, host: to, every: "daily", keep: { daily: 2 } }],
});

async function declare(dataset: string, to: string) {
  await host.declare(
    { media: onZfs("media", { integrity: { snapshot: true, every: "daily" }, ...replicated(dataset, to) }) },
    {
      ssh: {
        nas: { identityFile: "/root/.ssh/replica" },
        keeper: { user: "keeper", identityFile: "/root/.ssh/replica" },
      },
    },
  );
}

async function applied(t: Tap, what: string) {
  const { code, said } = await host.rdump("apply", "-y");
  t.equal(code, 0, `${what} ${said}`);
  return said;
}

let rounds = 0;

/** Days of work, each with one step to the replica. */
async function days(t: Tap, replica: string, from: number, count: number) {
  for (let number = from; number < from + count; number++) {
    await host.machine.setClock(day(number));
    await host.work("tank/media", ++rounds);
    await applied(t, `day ${number}`);
  }
  await sameOnBothSides(t, replica);
}

async function sameOnBothSides(t: Tap, replica: string) {
  const [theirs, ours] = [await host.points("tank/media"), await host.points(replica)];
  t.strictSame(ours, theirs.slice(-ours.length), "guids are equal");
  t.equal(ours.length, 2, "the rules of the replica count");
  const newest = ours.at(-1)?.split(" ")[0] ?? "";
  const marks = `zfs get -H -s local,received -o name,value rdump:point -t snapshot -d 1 ${replica}`;
  t.match(await host.machine.sh(marks), new RegExp(`^${replica}@${newest}\tlab/${newest}$`, "m"));
  t.match(await host.machine.sh(`zfs holds -H ${replica}@${newest}`), /\trdump-base\t/);
  t.equal(await host.machine.sh("zfs list -H -t snapshot -o name -d 1 tank/media | xargs zfs holds -H"), "");
  t.equal(await host.machine.sh(`zfs get -H -o value readonly,mounted ${replica}`), "on\nno\n");
  for (const point of ours) t.equal(await host.proveReplica(replica, "tank/media", point.split(" ")[0] ?? ""), "");
}

await lab.test("by ssh: a full stream, then steps; equal guids, marks, proven files, own rules", async (t, machine) => {
  host = await ReplicaHost.furnish(machine);
  await host.dataset("media");
  await machine.sh(`printf '127.0.0.1 nas keeper\\n' >> /etc/hosts; mkdir -p /root/.ssh
    ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/replica; cat /root/.ssh/replica.pub >> /root/.ssh/authorized_keys`);
  await declare(MEDIA, "nas");
  await machine.setClock(day(10));
  t.match(await host.rdump("plan"), { said: /zfs-host-unreachable[\s\S]*Host key verification failed/ });
  await machine.sh(`sed "s/^/nas,keeper /" /etc/ssh/ssh_host_ed25519_key.pub >> /root/.ssh/known_hosts`);
  await days(t, MEDIA, 10, 3);
  t.equal(await machine.sh("pgrep -f '[r]dump-ssh-' || true"), "", "no connection stays");
});

await lab.test("the link is cut while a stream is sent: the next apply resumes it", async (t, machine) => {
  await machine.setClock(day(20));
  await machine.sh("head -c 60000000 /dev/urandom > /tank/media/large", { timeout: 300 });
  const said = await host.applyKilling(MEDIA, "ssh");
  t.match(said, /zfs-not-sent|zfs-host-unreachable/);
  t.match(await machine.sh(`zfs get -H -o value receive_resume_token ${MEDIA}`), /^1-/, said);
  t.match(await host.rdump("plan", "--verbose"), { said: /zfs send -P -v -t 1-/ });
  await machine.setClock(day(21));
  await applied(t, "resumed");
  t.equal(await machine.sh(`zfs get -H -o value receive_resume_token ${MEDIA}`), "-\n");
  await machine.setClock(day(22));
  await applied(t, "the day after");
  await sameOnBothSides(t, MEDIA);
});

await lab.test("an ordinary user receives, with the rights in docs/replicas.md", async (t, machine) => {
  await machine.sh(`useradd -m -s /bin/sh -p '*' keeper; install -d -m 700 -o keeper /home/keeper/.ssh
    install -m 600 -o keeper /root/.ssh/replica.pub /home/keeper/.ssh/authorized_keys
    zfs create -o canmount=off -o mountpoint=none vault/kept
    zfs allow keeper create,mount,receive,userprop,hold,release,readonly,destroy vault/kept`);
  await declare(KEPT, "keeper");
  await days(t, KEPT, 23, 3);
});
