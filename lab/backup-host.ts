import { type ByHand, borgByHand } from "./by-hand.ts";
import type { Machine } from "./machine/machine.ts";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/** A machine that backs itself up into the repository `disk`, by what `/root/rdump.json5` declares. */
export class BackupHost {
  readonly machine: Machine;
  /** The repository `disk`: by default of borg. */
  readonly disk: ByHand;

  constructor(machine: Machine, disk: ByHand = borgByHand) {
    this.machine = machine;
    this.disk = disk;
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
      repositories: { disk: this.disk.repository },
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

  /** The names of the archives in the repository, unfinished ones too. */
  archives(): Promise<readonly string[]> {
    return this.disk.list(this.machine);
  }

  /** Restores an archive, and has rsure say what differs from the integrity data in it; empty when all is equal. */
  async proveArchive(archive: string): Promise<string> {
    await this.machine.sh("rm -rf /srv/restored; mkdir /srv/restored");
    await this.disk.extract(this.machine, archive, "/srv/restored");
    return this.prove("/srv/restored");
  }

  /** What of a tree differs from the integrity data in it; empty when all is equal. */
  async prove(tree: string): Promise<string> {
    const { stdout, stderr } = await this.machine.run(["rsure", "-d", tree, "-f", `${tree}/2sure.dat.gz`, "check"], {
      mayFail: true,
      timeout: 300,
    });
    return stdout.replace(/^Check .*\n/, "") + stderr;
  }
}
