import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { VOLUMES } from "./tree.ts";

const RDUMP = fileURLToPath(new URL("../../bin/rdump.js", import.meta.url));
/** Points of each volume after a night. */
const KEPT = 2;
const PACKAGE_OF_BORGMATIC = "borgmatic";

/** One way to make a night: one archive in and one out for each volume. Each has its own repository and home. */
export interface Contender {
  readonly name: string;
  /** The tree that it archives; integrity data writes into its tree. */
  readonly tree: "source" | "hashed";
  readonly home: string;
  /** `night`: 1 for the first. */
  argv(night: number): readonly string[];
}

/** `missing`: why it cannot be measured. */
type Row = Contender | { readonly name: string; readonly missing: string };

export interface Ground {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** The location of a new repository, as borg takes it. */
  location(name: string): string;
}

export const SCRIPT = "a script with the same calls";
export const PLAIN = "`rdump apply`";
export const HASHED = "`rdump apply` with integrity data";

/** All contenders with their empty repositories. */
export async function contenders(ground: Ground): Promise<readonly Row[]> {
  return [
    await script(ground, SCRIPT, "same", sameCalls),
    rdump(ground, PLAIN, "plain", "source"),
    rdump(ground, HASHED, "hashed", "hashed"),
    await script(ground, "`borg create` and `borg delete` alone", "least", leastCalls),
    await borgmatic(ground),
  ];
}

function homeOf({ root }: Ground, name: string): string {
  const home = join(root, `home-${name}`);
  mkdirSync(home, { recursive: true });
  return home;
}

/** Asynchronous, because the delayed connections pass through this process. */
async function init({ location, env }: Ground, name: string, home: string): Promise<void> {
  await promisify(execFile)("borg", ["init", "--encryption=none", location(name)], { env: { ...env, HOME: home } });
}

function rdump(ground: Ground, name: string, id: string, tree: "source" | "hashed"): Contender {
  const home = homeOf(ground, id);
  const volumes = VOLUMES.map((volume) => {
    const source = { type: "plain", path: join(ground.root, tree, volume) };
    const archives = [{ repository: "bench", every: "yearly", keep: { last: KEPT } }];
    return [volume, { source, integrity: tree === "hashed", archives }];
  });
  const repositories = {
    bench: { type: "borg", location: ground.location(id), encryption: "none", compact: false },
  };
  const rest = { version: 1, id: "bench", machine: "bench", timezone: "UTC", stateDir: join(home, "state") };
  writeFileSync(
    join(home, "rdump.json5"),
    JSON.stringify({ ...rest, repositories, volumes: Object.fromEntries(volumes) }),
  );
  const now = VOLUMES.flatMap((volume) => ["--now", volume]);
  const apply = [process.execPath, RDUMP, "apply", "-y", "-c", join(home, "rdump.json5")];
  return { name, tree, home, argv: (night) => (night === 1 ? apply : [...apply, ...now]) };
}

async function script(
  ground: Ground,
  name: string,
  id: string,
  text: (repository: string) => string,
): Promise<Contender> {
  const home = homeOf(ground, id);
  await init(ground, id, home);
  const file = join(home, "night.sh");
  writeFileSync(file, text(ground.location(id)));
  return { name, tree: "source", home, argv: (night) => ["bash", file, join(ground.root, "source"), `${night}`] };
}

const NAMES = VOLUMES.join(" ");
const BEGIN = `set -e
source=$1 night=$2 old=$(($2 - ${KEPT}))
export BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes
`;

/** What a person writes who wants no more than archives. */
function leastCalls(repository: string): string {
  return `${BEGIN}
for volume in ${NAMES}; do
  (cd "$source/$volume" && borg create --one-file-system '${repository}'::$volume-$night .)
done
if [ $old -gt 0 ]; then borg delete '${repository}' $(for volume in ${NAMES}; do echo $volume-$old; done); fi
`;
}

/** The calls of `rdump apply` with their options, as `rdump plan --verbose` shows them. */
function sameCalls(repository: string): string {
  return `${BEGIN}
export BORG_EXIT_CODES=legacy BORG_DISPLAY_PASSPHRASE=no BORG_RELOCATED_REPO_ACCESS_IS_OK=no TZ=UTC
quick() { BORG_SELFTEST=disabled borg "$@"; }
list() { quick list --log-json --lock-wait=60 --json --consider-checkpoints '${repository}'; }
list
touch "$HOME/left-out"
for volume in ${NAMES}; do
  (cd "$source/$volume" && BORG_FILES_CACHE_SUFFIX=$volume borg create --log-json --lock-wait=600 --progress --json \\
    --list --filter=CEx --one-file-system --numeric-ids --files-cache=ctime,size,inode --checkpoint-interval=300 \\
    --compression=lz4 --timestamp="$HOME/left-out" "--comment=volume=$volume night=$night" \\
    --exclude-from="$HOME/left-out" '--exclude=re:\\A(?:(?:[^/]+/){900}|(?s:.{4096}))' \\
    '${repository}'::$volume-$night.unchecked .)
  quick rename --log-json --lock-wait=600 '${repository}'::$volume-$night.unchecked $volume-$night
done
list
if [ $old -gt 0 ]; then
  quick delete --log-json --lock-wait=600 --list '${repository}' $(for volume in ${NAMES}; do echo $volume-$old; done)
fi
`;
}

/** One archive for each volume, so one config for each. */
async function borgmatic(ground: Ground): Promise<Row> {
  const { status, stdout } = spawnSync("borgmatic", ["--version"], { encoding: "utf8" });
  if (status !== 0) return { name: PACKAGE_OF_BORGMATIC, missing: "not installed" };
  const home = homeOf(ground, "borgmatic");
  const configs = join(home, "configs");
  mkdirSync(configs);
  await init(ground, "borgmatic", home);
  for (const volume of VOLUMES) {
    const config = {
      location: {
        source_directories: [join(ground.root, "source", volume)],
        repositories: [ground.location("borgmatic")],
        one_file_system: true,
      },
      storage: {
        archive_name_format: `${volume}-{now:%Y-%m-%dT%H:%M:%S.%f}`,
        unknown_unencrypted_repo_access_is_ok: true,
      },
      retention: { keep_secondly: KEPT, prefix: `${volume}-` },
    };
    // JSON is YAML.
    writeFileSync(join(configs, `${volume}.yaml`), JSON.stringify(config));
  }
  const name = `borgmatic ${stdout.trim()}, one config for each volume`;
  return { name, tree: "source", home, argv: () => ["borgmatic", "-c", configs, "prune", "create"] };
}
