import { installRdump, type Machine } from "../../../lab/testing.ts";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/** A host in the lab that backs itself up: a volume group `vg`, a repository `/srv/borg`, mirrors under `/srv/mirror`. */
export class Host {
  readonly machine: Machine;

  private constructor(machine: Machine) {
    this.machine = machine;
  }

  static async furnish(machine: Machine): Promise<Host> {
    const disk = await machine.addDisk("pv", "3G");
    await machine.sh(`pvcreate -q ${disk}; vgcreate -q vg ${disk}; mkdir -p /srv/mirror`);
    await installRdump(machine);
    return new Host(machine);
  }

  /** A host that was furnished before. */
  static of(machine: Machine): Host {
    return new Host(machine);
  }

  /** A mounted file system on a logical volume of its own, with some files in it. */
  async volume(name: string, make: { readonly size: string; readonly type: "ext4" | "xfs"; readonly thin?: boolean }) {
    const { size, type, thin = false } = make;
    const create = thin
      ? `lvs vg/pool >/dev/null 2>&1 || lvcreate -q -y -L 400M -T vg/pool; lvcreate -q -y -V ${size} -T vg/pool -n ${name}`
      : `lvcreate -q -y -L ${size} -n ${name} vg`;
    await this.machine.sh(`${create}; mkfs.${type} -q /dev/vg/${name}; mkdir -p /vol/${name} /srv/mirror/${name}
      mount /dev/vg/${name} /vol/${name}`);
    await this.plant(`/vol/${name}`);
    return `/vol/${name}`;
  }

  /** Files of several kinds, names and owners. */
  async plant(root: string): Promise<void> {
    await this.machine.sh(`cd ${root}; mkdir -p etc "name with space"
      for i in $(seq 20); do echo "file $i" > etc/file-$i; done
      printf 'x' > "name with space/$(printf 'new\\nline')"; head -c 3000000 /dev/urandom > blob
      ln -s etc/file-1 link; chmod 640 etc/file-2; chown 1234:2345 etc/file-3; touch -d 2001-02-03 etc/file-4
      setfacl -m u:33:r etc/file-5; setfattr -n user.note -v kept etc/file-6`);
  }

  /** Declares volumes that live on LVM unless they say otherwise. */
  async declare(volumes: Declared, rest: Declared = {}): Promise<void> {
    const config = {
      version: 1,
      id: "lab",
      timezone: "UTC",
      repositories: { disk: { type: "borg", location: "/srv/borg", encryption: "none" } },
      volumes,
      ...rest,
    };
    await this.machine.write("/root/rdump.json5", JSON.stringify(config));
  }

  /** `rdump`, with any exit code; what it printed, and what it complained of. */
  async rdump(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
    const [command = "", ...rest] = argv;
    const line = ["rdump", command, "-c", "/root/rdump.json5", ...rest];
    const { code, stdout, stderr } = await this.machine.run(line, { mayFail: true, timeout: 1200 });
    return { code, said: stdout + stderr };
  }

  /** Nothing of a run may be left: no marked volume, no mount, no mount directory, nothing suspended. */
  async leftovers(): Promise<string> {
    return this.machine.sh(`lvs --noheadings -o lv_name,lv_tags | grep -w rdump.owner=lab || true
      findmnt --noheadings --raw -o TARGET | grep ^/run/rdump/ || true
      ls -A /run/rdump 2>/dev/null || true
      dmsetup info -c --noheadings --separator ' ' -o suspended,name | grep ^Suspended || true`);
  }

  /** The names of the archives in the repository, unfinished ones too. */
  async archives(): Promise<readonly string[]> {
    const { stdout } = await this.machine.run(
      ["borg", "list", "--consider-checkpoints", "--format", "{archive}{NL}", "/srv/borg"],
      { env: { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes" }, timeout: 300 },
    );
    return stdout.split("\n").filter((name) => name !== "");
  }

  /** Restores an archive, and has rsure say what differs from the integrity data in it; empty when all is equal. */
  async proveArchive(archive: string): Promise<string> {
    await this.machine.sh(
      `rm -rf /srv/restored; mkdir /srv/restored; cd /srv/restored
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes borg extract --numeric-ids /srv/borg::${archive}`,
      { timeout: 300 },
    );
    return this.prove("/srv/restored");
  }

  async prove(tree: string): Promise<string> {
    const { stdout, stderr } = await this.machine.run(["rsure", "-d", tree, "-f", `${tree}/2sure.dat.gz`, "check"], {
      mayFail: true,
      timeout: 300,
    });
    return stdout.replace(/^Check .*\n/, "") + stderr;
  }
}

/** A volume on `vg`, mounted as `Host.volume` mounts it. */
export function onLvm(name: string, snapshotSize: string | null, rest: Declared = {}): Declared {
  const size = snapshotSize === null ? {} : { snapshotSize };
  return {
    source: { type: "lvm", vg: "vg", lv: name, mount: `/vol/${name}`, ...size },
    archives: [{ repository: "disk", every: "daily", keep: { daily: 2 } }],
    ...rest,
  };
}

export const mirrorOf = (name: string) => ({ mirrors: [{ path: `/srv/mirror/${name}`, every: "daily" }] });
