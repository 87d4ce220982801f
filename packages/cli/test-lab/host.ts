import type { Test } from "tap";
import {
  BackupHost,
  borgByHand,
  type Declared,
  installRdump,
  type Machine,
  resticByHand,
} from "../../../lab/testing.ts";

/** The disturbance of a run, and its result. */
export interface Disturbed {
  /** The output of rdump; null if it had ended before. */
  readonly said: string;
  /** Its exit status, 128 and the number of the signal that killed it. */
  readonly status: number;
  /** It had ended before it was disturbed. */
  readonly ended: boolean;
}

/**
 * The size of a disk for a repository: borg commits nothing where it could not write a whole segment of 500 MiB more.
 */
export const BORG_NEEDS = "1G";

/** The time of a whole run on a loaded machine. */
const LONG = { timeout: 900 };

/** Foreign objects beside those of rdump, which must not change. */
const FOREIGN = `lvs --noheadings -o lv_name,lv_uuid vg | grep by-hand
  zfs list -H -t snapshot -o name,guid,userrefs | grep -e @by-hand -e @autosnap_
  zfs list -H -t filesystem -o name,guid -r tank/theirs; zfs get -H -o value rdump:point tank/media@by-hand`;

/** The program of the repository. */
export type Archiver = "borg" | "restic";

interface Given {
  /** The disk of the volume group, if it is a special one. */
  readonly pv?: string;
  readonly archiver?: Archiver;
}

/**
 * A host that has everything: a classic and a thin logical volume, a dataset with snapshots of its own and an archive
 * from a clone of them, a plain directory; into a repository, a mirror with a history, and directory mirrors. Every
 * hour, a point of each group is due, and a point expires.
 */
export class WholeHost extends BackupHost {
  #hour = 0;
  /** Prints all objects of others. */
  #list = FOREIGN;
  #foreign = "";

  static async furnish(machine: Machine, given: Given = {}): Promise<WholeHost> {
    const { archiver = "borg" } = given;
    const host = new WholeHost(machine, archiver === "borg" ? borgByHand : resticByHand);
    const pv = given.pv ?? (await machine.addDisk("pv", "1G"));
    const [tank, vault] = [await machine.addDisk("tank", "512M"), await machine.addDisk("vault", "512M")];
    await machine.sh(`pvcreate -q ${pv}; vgcreate -q vg ${pv}
      zpool create -O mountpoint=/tank tank ${tank}; zpool create -O mountpoint=/vault vault ${vault}
      lvcreate -q -y -L 60M -n root vg; lvcreate -q -y -L 120M -T vg/pool; lvcreate -q -y -V 60M -T vg/pool -n thin
      for name in root thin; do
        mkfs.ext4 -q /dev/vg/$name; mkdir -p /vol/$name /srv/mirror/$name
        echo "/dev/vg/$name /vol/$name ext4 defaults,nofail 0 2" >> /etc/fstab; mount /vol/$name
      done
      mkdir -p /srv/plain /srv/mirror/plain; ${host.disk.prepare}; zfs create -o acltype=posix -o xattr=sa tank/media`);
    await installRdump(machine);
    for (const root of ["/vol/root", "/vol/thin", "/srv/plain", "/tank/media"]) await host.plant(root);
    await machine.sh(`lvcreate -q -s -n by-hand -L 8M vg/root; zfs create tank/theirs
      zfs snapshot tank/media@by-hand; zfs hold keep tank/media@by-hand
      zfs snapshot tank/media@autosnap_2026-11-21_hourly; zfs clone tank/media@by-hand tank/theirs/clone
      sync; zpool sync`);
    host.#foreign = await machine.sh(FOREIGN);
    await host.declare(DECLARED[archiver]);
    return host;
  }

  /** Adds archives of others to the repository, after the first run. They must not change either. */
  async addForeignArchives(): Promise<void> {
    await this.machine.sh(this.disk.addForeign, { timeout: 300 });
    this.#list = `${FOREIGN}\n${this.disk.foreign}`;
    this.#foreign = await this.machine.sh(this.#list);
  }

  /** An hour later everything is due again. */
  async nextHour(): Promise<void> {
    await this.machine.setClock(new Date(Date.UTC(2026, 11, 1, this.#hour++, 5)));
    await this.machine.sh("for at in /vol/root /vol/thin /srv/plain /tank/media; do date > $at/now; done; sync");
  }

  /** Starts an apply, and sends it signals, each so many milliseconds after the one before, until it has ended. */
  async signalled(signals: readonly { readonly signal: string; readonly after: number }[]): Promise<Disturbed> {
    const sends = signals.map(
      ({ signal, after }) => `sleep ${after / 1000}; kill -${signal} $run 2>/dev/null || late=1`,
    );
    const script = `late=0; rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 < /dev/null & run=$!
${sends.join("\n")}
status=0; wait $run 2>/dev/null || status=$?
echo "$late $status"`;
    const { stdout } = await this.machine.run(["bash", "-c", script], LONG);
    const [late, status] = stdout.trim().split(" ").map(Number);
    return { said: await this.machine.read("/root/said"), status: status ?? -1, ended: late === 1 };
  }

  /**
   * Starts an apply, and once a condition of bash's holds does something to the machine; returns the result of the run.
   */
  async meanwhile(condition: string, disturb: () => Promise<void>): Promise<Disturbed> {
    await this.machine.write(
      "/root/run",
      `status=0; rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 < /dev/null || status=$?
echo $status > /root/status`,
    );
    await this.machine.sh(
      `rm -f /root/status; (nohup bash /root/run > /dev/null 2>&1 &)
      until ${condition}; do [ ! -e /root/status ] || exit 99; sleep 0.2; done`,
      LONG,
    );
    await disturb();
    const status = await this.machine.sh("until [ -s /root/status ]; do sleep 0.5; done; cat /root/status", LONG);
    return { said: await this.machine.read("/root/said"), status: Number(status), ended: false };
  }

  /** Starts an apply, and pulls the plug so many milliseconds later. */
  async powerFails(after: number): Promise<void> {
    await this.machine.sh(
      `(nohup rdump apply -y -c /root/rdump.json5 > /root/said 2>&1 < /dev/null &)
      sleep ${after / 1000}`,
      LONG,
    );
    await this.machine.powerCut();
  }

  /** One apply completes the backup: no leftovers, nothing due, no foreign object changed. */
  async becomesWhole(t: Test, before: string): Promise<void> {
    const { code, said } = await this.rdump("apply", "-y");
    t.equal(code, 0, `${before}\n---\n${said}`);
    t.match(await this.rdump("plan", "--detailed-exitcode"), { code: 0, said: /No changes/ }, said);
    t.equal(await this.leftovers(), "", `${before}\n---\n${said}`);
    t.equal(await this.machine.sh(this.#list), this.#foreign, "what is somebody else's is as it was");
  }

  /** Every kept point can be restored, and is equal to its integrity data. */
  async provesAll(t: Test): Promise<void> {
    const archives = await this.archives();
    t.ok(archives.length >= 2, archives.join(" "));
    t.notOk(
      archives.find((name) => !/^(root|media|plain|thin)-\d{8}T\d{6}Z-[0-9a-f]{4}$/.test(name)),
      "nothing half done is left",
    );
    for (const archive of archives) t.equal(await this.proveArchive(archive), "", archive);
    for (const tree of ["/srv/mirror/thin", "/srv/mirror/plain"]) t.equal(await this.prove(tree), "", tree);
    const points = (await this.machine.sh("zfs list -H -t snapshot -o name -d 1 vault/self/root")).trim().split("\n");
    t.ok(points.length <= 2, points.join(" "));
    for (const point of points) {
      await this.machine.sh(`mkdir -p /mnt/point; mount -t zfs -o ro ${point} /mnt/point`);
      t.equal(await this.prove("/mnt/point"), "", point);
      await this.machine.sh("umount /mnt/point");
    }
  }

  /** No object of a run may be left. */
  async leftovers(): Promise<string> {
    return this.machine.sh(`lvs --noheadings -o lv_name,lv_tags | grep -w rdump.owner=lab || true
      dmsetup info -c --noheadings --separator ' ' -o suspended,name | grep ^Suspended || true
      zfs list -H -o name -r tank/rdump-scan 2>/dev/null | grep -v '^tank/rdump-scan$' || true
      zfs list -H -t snapshot -o name | grep -E -- '-scan$' || true
      findmnt --noheadings --raw -o TARGET | grep ^/run/rdump/ || true
      ls -A /run/rdump 2>/dev/null || true
      pgrep -fa '^(node /usr/local/bin/r|borg|/usr/bin/python3 .*borg|restic|rsync)' || true`);
  }
}

const HOURLY = { every: "hourly", keep: { hourly: 2 } } as const;
const archives = [{ repository: "disk", ...HOURLY }];

const onHost = {
  root: {
    source: { type: "lvm", vg: "vg", lv: "root", mount: "/vol/root", snapshotSize: "20 MiB" },
    archives,
    mirrors: [{ dataset: "vault/self/root", ...HOURLY }],
  },
  thin: {
    source: { type: "lvm", vg: "vg", lv: "thin", mount: "/vol/thin" },
    mirrors: [{ path: "/srv/mirror/thin", every: "hourly" }],
  },
  media: { source: { type: "zfs", dataset: "tank/media" }, snapshots: HOURLY, archives },
  plain: { source: { type: "plain", path: "/srv/plain" }, mirrors: [{ path: "/srv/mirror/plain", every: "hourly" }] },
};

/** A call of restic takes less time than one of borg, so it also archives the live files of `plain` and a mirror of `thin`. */
const DECLARED: { readonly [archiver in Archiver]: Declared } = {
  borg: onHost,
  restic: {
    ...onHost,
    plain: { ...onHost.plain, archives },
    thin: { ...onHost.thin, mirrors: [...onHost.thin.mirrors, { dataset: "vault/self/thin", ...HOURLY, archives }] },
  },
};
