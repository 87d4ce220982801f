import { BackupHost, type Declared, installRdump, type Machine } from "../../../lab/testing.ts";

export type { Declared };

/** A host in the lab with two pools, `tank` for what is worked with and `vault` for mirrors, and a repository. */
export class Host extends BackupHost {
  static async furnish(machine: Machine): Promise<Host> {
    const [tank, vault] = [await machine.addDisk("tank", "1G"), await machine.addDisk("vault", "1G")];
    await machine.sh(`zpool create -O mountpoint=/tank tank ${tank}; zpool create -O mountpoint=/vault vault ${vault}`);
    await installRdump(machine);
    return new Host(machine);
  }

  /** A dataset of `tank` with some files in it; gives where it is mounted. */
  async dataset(name: string): Promise<string> {
    await this.machine.sh(`zfs create -o acltype=posix -o xattr=sa tank/${name}`);
    await this.plant(`/tank/${name}`);
    return `/tank/${name}`;
  }

  /** The names of a dataset's snapshots, behind their `@`, oldest first. */
  async snapshots(dataset: string): Promise<readonly string[]> {
    const { stdout } = await this.machine.run(
      ["zfs", "list", "-H", "-t", "snapshot", "-s", "createtxg", "-o", "name", dataset],
      { mayFail: true },
    );
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.slice(line.indexOf("@") + 1));
  }

  /** Nothing of a run may be left: no clone for a scan, no snapshot for one, no mount, no mount directory. */
  async leftovers(): Promise<string> {
    return this.machine.sh(`zfs list -H -o name -r tank/rdump-scan 2>/dev/null | grep -v '^tank/rdump-scan$' || true
      zfs list -H -t snapshot -o name | grep -E -- '-scan$' || true
      findmnt --noheadings --raw -o TARGET | grep ^/run/rdump/ || true
      ls -A /run/rdump 2>/dev/null || true`);
  }
}

/** A source on `tank`. */
export const onZfs = (dataset: string, rest: Declared = {}): Declared => ({
  source: { type: "zfs", dataset: `tank/${dataset}` },
  ...rest,
});

export const KEEPS_TWO = { every: "daily", keep: { daily: 2 } } as const;

export const archived = { archives: [{ repository: "disk", ...KEEPS_TWO }] } as const;

/** A mirror on `vault`. */
export const mirrored = (name: string, rest: Declared = {}): Declared => ({
  mirrors: [{ dataset: `vault/self/${name}`, ...KEEPS_TWO, ...rest }],
});
