import t, { type Test as Tap } from "tap";
import { openLab } from "../../../lab/testing.ts";
import { ReplicaHost } from "./replica-host.ts";

// No side is root: one user makes and sends the snapshots, and another user receives them by `rdump ssh-serve`.
const lab = await openLab(t);
let host: ReplicaHost;
let today = 1;
const SOURCE = "tank/web";
const REPLICA = "vault/copies/web/site";
const SENDER = "setpriv --reuid=sender --regid=sender --init-groups env HOME=/home/sender";

async function asSender(...argv: readonly string[]) {
  const [command = "", ...rest] = argv;
  const line = [...SENDER.split(" "), "rdump", command, "-c", "/home/sender/rdump.json5", ...rest];
  const { code, stdout, stderr } = await host.machine.run(line, { mayFail: true, timeout: 600 });
  return { code, said: stdout + stderr };
}

async function nextDay(): Promise<void> {
  await host.machine.setClock(new Date(Date.UTC(2026, 10, ++today, 3)));
  await host.machine.sh(`echo ${today} > /${SOURCE}/day; head -c 100000 /dev/urandom > /${SOURCE}/new-${today}`);
}

async function sameOnBothSides(t: Tap, what: string): Promise<void> {
  const newest = (await host.points(REPLICA)).at(-1);
  t.ok(newest, what);
  t.equal(newest, (await host.points(SOURCE)).at(-1), what);
}

/** OpenZFS before 2.3.2 has no `receive:append`. */
const ALLOW = `zfs allow incoming create,mount,receive:append,userprop,hold,release,readonly vault/copies/web 2> /dev/null ||
  zfs allow incoming create,mount,receive,userprop,hold,release,readonly vault/copies/web`;

await lab.test(
  "two ordinary users: a full stream and steps, with the rights in docs/replicas.md",
  async (t, machine) => {
    host = await ReplicaHost.furnish(machine);
    await machine.sh(`useradd -m -s /bin/sh -p '*' sender; useradd -m -s /bin/sh -p '*' incoming
    printf '127.0.0.1 nas\\n' >> /etc/hosts
    zfs create ${SOURCE}; chmod 755 /${SOURCE}; echo 1 > /${SOURCE}/file
    zfs allow sender snapshot,send,hold,release,bookmark,userprop,destroy,mount ${SOURCE}
    zfs create -p -o canmount=off -o mountpoint=none vault/copies/web
    ${ALLOW}
    install -d -m 700 -o sender /home/sender/.ssh; install -d -m 700 -o incoming /home/incoming/.ssh
    ssh-keygen -q -t ed25519 -N '' -f /home/sender/.ssh/key; chown sender /home/sender/.ssh/key
    sed 's/^/nas /' /etc/ssh/ssh_host_ed25519_key.pub > /home/sender/.ssh/known_hosts
    printf 'restrict,command="rdump ssh-serve web -c /etc/rdump/rdump.json5" %s\\n' "$(cat /home/sender/.ssh/key.pub)" > /home/incoming/.ssh/authorized_keys
    mkdir -p /etc/rdump; chgrp incoming /etc/rdump; chmod 0710 /etc/rdump`);
    await machine.write(
      "/etc/rdump/rdump.json5",
      JSON.stringify({ version: 1, serve: { web: { id: "web", below: "vault/copies/web" } }, volumes: {} }),
    );
    await machine.write(
      "/home/sender/rdump.json5",
      JSON.stringify({
        ...{ version: 1, id: "web", timezone: "UTC", stateDir: "/home/sender/state" },
        ssh: { nas: { user: "incoming", identityFile: "/home/sender/.ssh/key" } },
        volumes: {
          site: {
            source: { type: "zfs", dataset: SOURCE },
            integrity: false,
            snapshots: { every: "daily", keep: { daily: 3 } },
            replicas: [{ dataset: REPLICA, host: "nas", every: "daily" }],
          },
        },
      }),
    );
    await machine.sh(`chgrp incoming /etc/rdump/rdump.json5; chmod 0640 /etc/rdump/rdump.json5
    chown -R incoming /home/incoming/.ssh; chown sender /home/sender/rdump.json5 /home/sender/.ssh/known_hosts`);
    for (let round = 0; round < 5; round++) {
      await nextDay();
      const { code, said } = await asSender("apply", "-y");
      t.equal(code, 0, said);
      await sameOnBothSides(t, `day ${today}`);
    }
    t.equal((await host.points(REPLICA)).length, 5, "the sender expires nothing there");
    t.equal((await host.points(SOURCE)).length, 3);
    t.equal(await machine.sh(`zfs get -H -o value readonly,mounted ${REPLICA}`), "on\nno\n");
    t.equal(await machine.sh(`zfs list -H -t snapshot -o name -d 1 ${SOURCE} | xargs zfs holds -H`), "");
  },
);

await lab.test("a stream that is cut is resumed through the restricted key", async (t, machine) => {
  await nextDay();
  await machine.sh(`head -c 60000000 /dev/urandom > /${SOURCE}/large; sync`, { timeout: 300 });
  await machine.sh(
    `${SENDER} rdump apply -c /home/sender/rdump.json5 -y > /root/cut.log 2>&1 < /dev/null & pid=$!
    for i in $(seq 1200); do pgrep -f '^zfs receive -s -u' > /dev/null && break; sleep 0.05; done
    sleep 0.3; pkill -STOP -f '^zfs send ' || true
    for i in $(seq 200); do zfs get -Hp -o value receive_resume_token ${REPLICA} | grep -q ^1- && break; sleep 0.1; done
    pkill -9 -f '^zfs send ' || true; wait $pid || true
    for i in $(seq 600); do pgrep -f '^zfs receive' > /dev/null || break; sleep 0.1; done`,
    { timeout: 300 },
  );
  t.match(
    await machine.sh(`zfs get -H -o value receive_resume_token ${REPLICA}`),
    /^1-/,
    await machine.read("/root/cut.log"),
  );
  await nextDay();
  const { code, said } = await asSender("apply", "-y");
  t.equal(code, 0, said);
  await sameOnBothSides(t, "resumed");
});

await lab.test("a captured key changes nothing", async (t, machine) => {
  const before = await machine.sh(
    "zfs list -H -t all -o name,guid,userrefs -r vault; zfs get -Hp -s local all -r vault",
  );
  const point = (await host.points(REPLICA)).at(-1)?.split(" ")[0] ?? "";
  const token = "1-12a3b4-c8-789c636064000310a500c4ec50360710e72765a52697303030419460caa7a515a79630c001489e0d493ea93";
  const lines = [
    "",
    "sh",
    "rdump ssh-serve web",
    `zfs destroy -r vault/copies/web`,
    `zfs destroy ${REPLICA}@${point}`,
    `zfs destroy ${REPLICA}`,
    `zfs rollback -r ${REPLICA}@${point}`,
    `zfs receive -F ${REPLICA}`,
    `zfs receive -s -u -F ${REPLICA}`,
    `zfs receive -s -u vault/other`,
    `zfs receive -s -u ${REPLICA} -F`,
    `zfs send ${REPLICA}@${point}`,
    `zfs send -w ${REPLICA}@${point}`,
    `zfs send -t ${token}`,
    `zfs send -nvt ${token}`,
    `zfs set readonly=off ${REPLICA}`,
    `zfs set mountpoint=/etc ${REPLICA}`,
    `zfs inherit rdump:dataset ${REPLICA}`,
    `zfs allow incoming destroy vault/copies/web`,
    `zfs rename ${REPLICA} vault/copies/web/x`,
    `zfs clone ${REPLICA}@${point} vault/copies/web/clone`,
    `zfs snapshot ${REPLICA}@mine`,
    `zfs release rdump-base ${REPLICA}@${point}; id`,
    `zfs release rdump-pin ${REPLICA}@${point}`,
    `zpool destroy vault`,
    `zfs list -Hp -o name vault; id`,
    "scp -t /tmp",
    "/usr/lib/openssh/sftp-server",
  ];
  for (const line of lines) {
    for (const start of [
      "",
      "echo 'rdump: begun' >&2; exec env LC_ALL=C.UTF-8 TZ=UTC PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin ",
    ]) {
      if (line === "" && start === "") continue;
      const ssh = ["ssh", "-T", "-o", "BatchMode=yes", "-i", "/home/sender/.ssh/key", "incoming@nas", start + line];
      const { code } = await machine.run([...SENDER.split(" "), ...ssh], { mayFail: true });
      t.not(code, 0, start + line);
    }
  }
  t.equal(
    await machine.sh("zfs list -H -t all -o name,guid,userrefs -r vault; zfs get -Hp -s local all -r vault"),
    before,
  );
});
