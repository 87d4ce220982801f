import type { Archiver, Places } from "./archiver.ts";

const borgEnv = ({ state }: Places) => ({
  BORG_BASE_DIR: state,
  BORG_PASSPHRASE: "of the trial",
  BORG_EXIT_CODES: "modern",
});

export const borg: Archiver = {
  name: "borg",
  mode: "encrypted repository",
  programs: ["borg"],
  version: ["borg", "--version"],
  fileSystem: "any",
  prepare: (places) => [
    { argv: ["borg", "init", "--encryption=repokey-blake2", `${places.store}/borg`], env: borgEnv(places) },
  ],
  keep: (places, day) => [
    {
      argv: ["borg", "create", "--one-file-system", "--numeric-ids", `${places.store}/borg::day${day}`, "."],
      cwd: places.source,
      env: borgEnv(places),
      accepts: [1, 100],
    },
  ],
  restore: (places, day, into) => [
    {
      argv: ["borg", "extract", "--sparse", "--numeric-ids", `${places.store}/borg::day${day}`],
      cwd: into,
      env: borgEnv(places),
    },
  ],
};

const resticEnv = ({ store, state }: Places) => ({
  RESTIC_REPOSITORY: `${store}/restic`,
  RESTIC_PASSWORD: "of the trial",
  RESTIC_CACHE_DIR: state,
  RESTIC_PROGRESS_FPS: "0.1",
});

export const restic: Archiver = {
  name: "restic",
  mode: "encrypted repository",
  programs: ["restic"],
  version: ["restic", "version"],
  fileSystem: "any",
  prepare: (places) => [{ argv: ["restic", "init"], env: resticEnv(places) }],
  keep: (places, day) => [
    {
      argv: ["restic", "backup", "--one-file-system", `--tag=day${day}`, "."],
      cwd: places.source,
      env: resticEnv(places),
      accepts: [3],
    },
  ],
  restore: (places, day, into) => [
    { argv: ["restic", "restore", "latest", `--tag=day${day}`, `--target=${into}`], env: resticEnv(places) },
  ],
};
