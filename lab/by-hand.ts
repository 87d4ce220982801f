import type { Machine } from "./machine/machine.ts";

/** A repository in a machine, which its program reads and writes without rdump. */
export interface ByHand {
  /** As `rdump.json5` has it. */
  readonly repository: { readonly [key: string]: unknown };
  /** A script that runs before the first run of rdump. */
  readonly prepare: string;
  /** The names of the archives that rdump made, `VOLUME-RUN`, unfinished ones too: these have a longer name. */
  list(machine: Machine): Promise<readonly string[]>;
  /** Extracts an archive into a directory. */
  extract(machine: Machine, archive: string, into: string): Promise<void>;
  /** A script that adds two archives of others. */
  readonly addForeign: string;
  /** A script that prints each archive of others with its identity. */
  readonly foreign: string;
}

/** The test of borg's own ciphers takes seconds on an emulated processor. */
const BORG = { BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: "yes", BORG_SELFTEST: "disabled" };
const BORG_WORDS = Object.entries(BORG).map(([name, value]) => `${name}=${value}`);
/** rdump names its archives so. Other archives have these names. */
const FOREIGN_NAMES = ["root-by-hand", "stranger"];

export const borgByHand: ByHand = {
  repository: { type: "borg", location: "/srv/borg", encryption: "none" },
  prepare: ":",
  list: async (machine) => {
    const argv = ["borg", "list", "--consider-checkpoints", "--format", "{archive}{NL}", "/srv/borg"];
    const { stdout } = await machine.run(argv, { env: BORG, timeout: 300 });
    return stdout.split("\n").filter((name) => name !== "" && !FOREIGN_NAMES.includes(name));
  },
  extract: async (machine, archive, into) => {
    await machine.sh(`cd ${into}; borg extract --numeric-ids /srv/borg::${archive}`, { env: BORG, timeout: 300 });
  },
  addForeign: FOREIGN_NAMES.map((name) => `${BORG_WORDS.join(" ")} borg create /srv/borg::${name} /etc/hosts`).join(
    "\n",
  ),
  foreign: `${BORG_WORDS.join(" ")} borg list --format '{archive} {id}{NL}' /srv/borg | grep -E '^(${FOREIGN_NAMES.join("|")}) '`,
};

const RESTIC = "restic --repo /srv/restic --password-file /root/restic-passphrase --quiet";

interface Snapshot {
  readonly id: string;
  readonly tags?: readonly string[];
}

/** Snapshots of rdump have the tags of its owner, volume and run; a fourth tag marks one that is not complete. */
export const resticByHand: ByHand = {
  repository: { type: "restic", location: "/srv/restic", passphrase: { file: "/root/restic-passphrase" } },
  prepare: "umask 077; echo 'correct horse' > /root/restic-passphrase",
  list: async (machine) => (await resticSnapshots(machine)).map(({ name }) => name),
  extract: async (machine, archive, into) => {
    const found = (await resticSnapshots(machine)).find(({ name }) => name === archive);
    if (found === undefined) throw new Error(`no snapshot ${archive}`);
    await machine.sh(`${RESTIC} restore ${found.id} --target ${into}`, { timeout: 300 });
  },
  addForeign: `${RESTIC} backup --tag rdump:owner=lab /etc/hosts
${RESTIC} backup --tag rdump:owner=other --tag rdump:volume=root --tag rdump:run=20261122T030000Z-00000000 /etc/hosts`,
  foreign: `${RESTIC} snapshots --json --no-lock --path /etc/hosts`,
};

async function resticSnapshots(machine: Machine): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const all = JSON.parse(await machine.sh(`${RESTIC} snapshots --json --no-lock`, { timeout: 300 })) as Snapshot[];
  return all.flatMap(({ id, tags = [] }) => {
    const [owner, volume, run, ...state] = tags;
    if (owner !== "rdump:owner=lab" || volume === undefined || run === undefined) return [];
    const [stamp = run] = /\d{8}T\d{6}Z-[0-9a-f]{4}/.exec(run) ?? [];
    return [{ id, name: [`${volume.replace("rdump:volume=", "")}-${stamp}`, ...state].join(" ") }];
  });
}
