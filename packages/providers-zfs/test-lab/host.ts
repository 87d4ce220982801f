import { installRdump, type Machine } from "../../../lab/testing.ts";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/** A host in the lab with two pools, `tank` for what is worked with and `vault` for mirrors, and a repository. */
export class Host {
  readonly machine: Machine;

  private constructor(machine: Machine) {
    this.machine = machine;
  }

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

  /** Files of several kinds, names and owners. */
  async plant(root: string): Promise<void> {
    await this.machine.sh(`cd ${root}; mkdir -p etc "name with space"
      for i in $(seq 20); do echo "file $i" > etc/file-$i; done
      printf 'x' > "name with space/$(printf 'new\\nline')"; head -c 3000000 /dev/urandom > blob
      ln -s etc/file-1 link; chmod 640 etc/file-2; chown 1234:2345 etc/file-3; touch -d 2001-02-03 etc/file-4
      setfacl -m u:33:r etc/file-5; setfattr -n user.note -v kept etc/file-6`);
  }

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
