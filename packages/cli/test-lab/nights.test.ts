import t from "tap";
import { BackupHost, installRdump, type Machine, openLab } from "../../../lab/testing.ts";

/** Nights of a machine that systemd started: timer, stop and kill, mail, and a night that it was off. */
const lab = await openLab(t, { init: "systemd" });

const LONG = { timeout: 900 };
/** Of logind: what is blocked at present. */
const BLOCKED = `busctl get-property org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager BlockInhibited`;
const MAIL_SERVER = `import asyncore, smtpd
class Server(smtpd.SMTPServer):
    def process_message(self, peer, mailfrom, rcpttos, data, **more):
        with open("/root/mails", "ab") as mails: mails.write(data + b"\\n")
Server(("127.0.0.1", 25), None)
asyncore.loop()
`;
const MAIL_CLIENT = "account default\nhost 127.0.0.1\nport 25\nfrom rdump@lab.example\ntls off\n";

async function furnish(machine: Machine): Promise<void> {
  const pv = await machine.addDisk("pv", "512M");
  await machine.sh(`pvcreate -q ${pv}; vgcreate -q vg ${pv}; lvcreate -q -y -L 60M -n home vg; mkfs.ext4 -q /dev/vg/home
    mkdir -p /vol/home /srv/mirror; echo "/dev/vg/home /vol/home ext4 defaults 0 2" >> /etc/fstab
    systemctl daemon-reload; mount /vol/home; touch /root/mails`);
  await machine.write("/etc/msmtprc", MAIL_CLIENT);
  await machine.write("/root/mail.py", MAIL_SERVER);
  await installRdump(machine);
  const host = new BackupHost(machine);
  await host.plant("/vol/home");
  const source = { type: "lvm", vg: "vg", lv: "home", mount: "/vol/home", snapshotSize: "20 MiB" };
  const home = { source, mirrors: [{ path: "/srv/mirror", every: "daily" }] };
  await host.declare({ home }, { repositories: {}, notify: { mail: "root@lab.example" } });
  await mailServer(machine, "start");
}

async function mailServer(machine: Machine, wish: "start" | "stop"): Promise<void> {
  const start = `systemd-run --quiet --unit=mail python3 -W ignore /root/mail.py
    until bash -c ': > /dev/tcp/127.0.0.1/25' 2>/dev/null; do sleep 0.2; done`;
  await machine.sh(wish === "start" ? start : "systemctl stop mail.service");
}

const at = (day: number, hour: number, minute = 0, second = 0) =>
  new Date(Date.UTC(2026, 11, day, hour, minute, second));

/** Starts the service and waits for its end. */
async function runNow(machine: Machine): Promise<string> {
  const { code } = await machine.run(["systemctl", "start", "rdump.service"], { ...LONG, mayFail: true });
  return code === 0 ? "success" : "failed";
}

/** The subjects of the mails that arrived. */
async function subjects(machine: Machine): Promise<readonly string[]> {
  return (await machine.read("/root/mails")).split("\n").filter((line) => line.startsWith("Subject: "));
}

const NOTHING_LEFT = `dmsetup info -c --noheadings --separator ' ' -o suspended,name | grep ^Suspended || true
  lvs --noheadings -o lv_name vg | grep -v -w home || true; findmnt --noheadings --raw -o TARGET | grep ^/run/rdump/ || true`;

await lab.test("the timer starts a run, and sleep and shutdown are blocked while it acts", async (t, machine) => {
  await machine.setClock(at(1, 12));
  await furnish(machine);
  await machine.sh(
    "rdump schedule install --config /root/rdump.json5 --delay 1s; systemctl is-active rdump.timer",
    LONG,
  );
  t.equal(await machine.sh(BLOCKED), 's ""\n');
  await machine.setClock(at(2, 3, 59, 50));
  const seen = await machine.sh(
    `until [ "$(systemctl show -P ActiveState rdump.service)" = activating ]; do sleep 0.5; done
    while [ "$(systemctl show -P ActiveState rdump.service)" = activating ]; do ${BLOCKED}; sleep 0.3; done | sort -u
    systemctl show -P Result rdump.service; ${BLOCKED}`,
    LONG,
  );
  t.match(seen, /^s ""\ns "(sleep:shutdown|shutdown:sleep)"\nsuccess\ns ""\n$/, await journal(machine));
  t.equal(await machine.sh("cmp /vol/home/blob /srv/mirror/blob; systemctl show -P Result rdump.service"), "success\n");
  t.match(await machine.sh("systemctl list-timers --no-pager rdump.timer"), /2026-12-03 04:00/);
  t.equal(await machine.sh(NOTHING_LEFT), "");
  await machine.sh("systemctl stop rdump.timer");
});

await lab.test("nothing is blocked while a person reads the plan", async (t, machine) => {
  await machine.setClock(at(3, 3));
  const seen = await machine.sh(
    `mkfifo /root/answer
    (NO_COLOR=1 nohup script -qefc 'rdump apply -c /root/rdump.json5' /root/shown < /root/answer > /dev/null 2>&1 &)
    exec 3> /root/answer
    until grep -q 'Apply this plan' /root/shown 2>/dev/null; do sleep 0.3; done
    sleep 3; ${BLOCKED}; echo y >&3
    until ${BLOCKED} | grep shutdown; do sleep 0.2; done
    until grep -q ': ok, ' /root/shown; do sleep 0.5; done; sleep 2; ${BLOCKED}; exec 3>&-`,
    LONG,
  );
  t.match(seen, /^s ""\ns ".*shutdown.*"\ns ""\n$/);
});

for (const [night, how, disturb] of [
  [4, "systemctl stop", "systemctl stop --no-block rdump.service"],
  [5, "kill -9", 'kill -9 "$(systemctl show -P MainPID rdump.service)"'],
] as const) {
  await lab.test(`${how} while lvcreate runs leaves no suspended device`, async (t, machine) => {
    await machine.setClock(at(night, 3));
    const mails = await subjects(machine);
    await machine.sh(
      `systemctl start --no-block rdump.service
      until pkill -STOP -x lvcreate; do sleep 0.02; done
      ${disturb}; sleep 3; pgrep -x lvcreate > /root/met || true; pkill -CONT -x lvcreate || true
      while pgrep -x lvcreate > /dev/null; do sleep 0.2; done
      until [[ $(systemctl show -P ActiveState rdump.service) =~ ^(inactive|failed)$ ]]; do sleep 0.2; done`,
      LONG,
    );
    t.match(await machine.read("/root/met"), /^\d+\n$/, "lvcreate goes on");
    const suspended = "dmsetup info -c --noheadings --separator ' ' -o suspended,name | grep ^Suspended || true";
    t.equal(await machine.sh(suspended), "", await journal(machine));
    await machine.sh("timeout 20 sh -c 'date > /vol/home/now; sync -f /vol/home/now'");
    t.equal(await runNow(machine), "success", await journal(machine));
    t.equal(await machine.sh(NOTHING_LEFT), "");
    t.equal(await machine.sh("cmp /vol/home/now /srv/mirror/now"), "");
    t.strictSame(await subjects(machine), mails, "a person stopped it, and knows");
  });
}

await lab.test(
  "a failure sends one mail, and a recovery too, also when the mail server is away",
  async (t, machine) => {
    t.strictSame(await subjects(machine), []);
    await machine.sh("mv /srv/mirror /srv/away");
    for (const night of [6, 7]) {
      await machine.setClock(at(night, 3));
      t.equal(await runNow(machine), "failed");
      const found = await subjects(machine);
      t.equal(found.length, 1, `night ${night}: ${found.join("; ")}\n${await journal(machine)}`);
    }
    await machine.sh("mv /srv/away /srv/mirror");
    await mailServer(machine, "stop");
    await machine.setClock(at(8, 3));
    t.equal(await runNow(machine), "success", "a mail that cannot be sent fails no run");
    t.match(await journal(machine), /notify-not-sent/);
    t.equal(await runNow(machine), "success");
    t.equal((await subjects(machine)).length, 1);
    await mailServer(machine, "start");
    for (const _ of [1, 2]) {
      t.equal(await runNow(machine), "success");
      const found = await subjects(machine);
      t.equal(found.length, 2, found.join("; "));
      t.match(await machine.read("/root/mails"), /home\.mirrors/);
    }
  },
);

await lab.test("a machine that was off at night makes up for the run when it starts", async (t, machine) => {
  await machine.sh("sync");
  await machine.powerCut(2 * 86_400_000);
  await machine.sh(
    `until [ "$(systemctl show -P ExecMainExitTimestampMonotonic rdump.service)" != 0 ]; do sleep 1; done`,
    LONG,
  );
  t.equal(await machine.sh("systemctl show -P Result rdump.service"), "success\n", await journal(machine));
  t.match(await machine.sh("rdump runs -c /root/rdump.json5"), /^20261210T\S+ +ok /m);
  t.equal(await machine.sh(NOTHING_LEFT), "");
});

function journal(machine: Machine): Promise<string> {
  return machine.sh("journalctl --no-pager --unit=rdump.service --output=cat | tail -60");
}
