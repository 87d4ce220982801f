import type { Machine } from "../../../lab/testing.ts";
import type { Declared } from "./host.ts";

const CONFIG = "/home/jane/rdump.json5";

/** What jane may call as root, and nothing else: each by its whole path. */
export const ALLOWED = [
  ...[
    "lvs",
    "vgs",
    "lvcreate --snapshot *",
    "lvremove --yes vg/rdump-*",
    "dmsetup clear vg-*",
    "dmsetup resume vg-*",
    "dmsetup remove --retry vg-*",
    "lvchange --refresh vg/*",
  ],
  ...["mount -t ext4 *", "umount /run/rdump/*", "rmdir /run/rdump/*", "install --directory --mode=0700 /run/rdump *"],
];

/** A script that runs as jane. */
export function asJane(script: string): string {
  return `setpriv --reuid=jane --regid=jane --init-groups --reset-env env BORG_PASSPHRASE=tops3cret ${script}`;
}

/** A user of the machine who is not root, and what sudo lets her do. */
export class Jane {
  readonly machine: Machine;

  private constructor(machine: Machine) {
    this.machine = machine;
  }

  static async come(machine: Machine): Promise<Jane> {
    await machine.sh(
      "useradd --create-home --shell /bin/bash jane; echo 'jane:unknown' | chpasswd; chmod 700 /home/jane",
    );
    return new Jane(machine);
  }

  /** What she may call as root, each with its arguments as sudoers has them; rdump's attendant is allowed with them. */
  async allow(commands: readonly string[], tag = "NOPASSWD:"): Promise<void> {
    const paths: string[] = [];
    for (const each of commands.filter((command) => command !== "ALL")) {
      const [program = "", ...args] = each.split(" ");
      const path = (await this.machine.sh(`command -v ${program}`)).trim();
      paths.push([path, ...args.map((arg) => arg.replaceAll("=", "\\=").replaceAll(",", "\\,"))].join(" "));
    }
    if (commands.includes("ALL")) paths.push("ALL");
    if (paths.length > 0 && !commands.includes("ALL"))
      paths.push("/usr/local/bin/node /opt/rdump/bundle/attendant.js *");
    const rule = paths.length === 0 ? "" : `jane ALL=(root) ${tag} ${paths.join(", ")}\n`;
    await this.machine.write(
      "/etc/sudoers.d/rdump",
      `Defaults logfile=/var/log/sudo.log, !syslog, loglinelen=0\n${rule}`,
    );
    await this.machine.sh("chmod 440 /etc/sudoers.d/rdump; visudo --check --quiet");
  }

  async declare(config: Declared): Promise<void> {
    const whole = { version: 1, id: "lab", timezone: "UTC", ...config };
    await this.machine.write(CONFIG, JSON.stringify(whole));
    await this.machine.sh(`chown jane:jane ${CONFIG}`);
  }

  /** `rdump`, called by her. */
  async rdump(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const { code, stdout, stderr } = await this.machine.run(rdumpAsJane(argv), { mayFail: true, timeout: 1800 });
    return { code, said: stdout + stderr };
  }

  /** Calls it and interrupts it while borg reads the snapshot; gives what it said, and its status. */
  async interrupted(...argv: readonly string[]): Promise<string> {
    await this.machine.write(
      "/root/interrupted",
      `"$@" > /root/said 2>&1 & run=$!
until pgrep -f '^/usr/bin/python3 .*borg create' >/dev/null; do
  kill -0 $run || exit 99
  sleep 0.2
done
sleep 2
kill -INT $run
wait $run
echo "status $?" >> /root/said`,
    );
    await this.machine.run(["bash", "/root/interrupted", ...rdumpAsJane(argv)], { timeout: 1800 });
    return this.machine.read("/root/said");
  }

  /** Records from now on every argument list that contains a secret. */
  async watchSecret(secret: string): Promise<void> {
    await this.machine.write("/root/secret", secret);
    await this.machine.write(
      "/root/watch",
      "while :; do for p in /proc/[0-9]*; do grep -zqf /root/secret $p/cmdline 2>/dev/null && tr '\\0' ' ' < $p/cmdline >> /root/seen; done; sleep 0.3; done",
    );
    await this.machine.sh(
      "rm -f /root/seen; setsid bash /root/watch >/dev/null 2>&1 < /dev/null & echo $! > /root/watch.pid",
    );
  }

  /** The records until now; the watch ends. */
  secretSeen(): Promise<string> {
    return this.machine.sh("kill $(cat /root/watch.pid); cat /root/seen 2>/dev/null || true");
  }
}

function rdumpAsJane(argv: readonly string[]): readonly string[] {
  const [command = "", ...rest] = argv;
  const who = ["env", "--chdir=/home/jane", "setpriv", "--reuid=jane", "--regid=jane", "--init-groups", "--reset-env"];
  return [...who, "rdump", command, "-c", CONFIG, ...rest];
}
