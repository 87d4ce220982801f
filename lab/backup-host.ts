import type { Machine } from "./machine/machine.ts";

/** What is declared, as `rdump.json5` has it. */
export type Declared = { readonly [key: string]: unknown };

/** For borg by hand. Its test of its own ciphers takes seconds on an emulated processor. */
const BY_HAND = { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes", BORG_SELFTEST: "disabled" };

/** A machine that backs itself up into a repository in `/srv/borg`, by what `/root/rdump.json5` declares. */
export class BackupHost {
  readonly machine: Machine;

  constructor(machine: Machine) {
    this.machine = machine;
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

  /** The names of the archives in the repository, unfinished ones too. */
  async archives(): Promise<readonly string[]> {
    const { stdout } = await this.machine.run(
      ["borg", "list", "--consider-checkpoints", "--format", "{archive}{NL}", "/srv/borg"],
      { env: BY_HAND, timeout: 300 },
    );
    return stdout.split("\n").filter((name) => name !== "");
  }

  /** Restores an archive, and has rsure say what differs from the integrity data in it; empty when all is equal. */
  async proveArchive(archive: string): Promise<string> {
    await this.machine.sh(
      `rm -rf /srv/restored; mkdir /srv/restored; cd /srv/restored
      borg extract --numeric-ids /srv/borg::${archive}`,
      { env: BY_HAND, timeout: 300 },
    );
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
