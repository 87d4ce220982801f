import { BackupHost, type Declared, installRdump, type Machine } from "../../../lab/testing.ts";

export type { Declared };

/** A host in the lab that backs itself up: a volume group `vg`, a repository `/srv/borg`, mirrors under `/srv/mirror`. */
export class Host extends BackupHost {
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

  /** Nothing of a run may be left: no marked volume, no mount, no mount directory, nothing suspended. */
  async leftovers(): Promise<string> {
    return this.machine.sh(`lvs --noheadings -o lv_name,lv_tags | grep -w rdump.owner=lab || true
      findmnt --noheadings --raw -o TARGET | grep ^/run/rdump/ || true
      ls -A /run/rdump 2>/dev/null || true
      dmsetup info -c --noheadings --separator ' ' -o suspended,name | grep ^Suspended || true`);
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
