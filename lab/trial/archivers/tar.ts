import { type Archiver, daysUntil, type Places } from "./archiver.ts";

const ATTRIBUTES = ["--acls", "--xattrs", "--xattrs-include=*", "--numeric-owner"] as const;
/** 1: files changed while they were read. */
const accepts = [1];
const program = { programs: ["tar", "zstd"], version: ["tar", "--version"], fileSystem: "any" } as const;

function create({ source, store }: Places, day: number, ...more: readonly string[]) {
  const what = ["--create", "--zstd", "--format=posix", "--sparse", "--one-file-system", ...ATTRIBUTES] as const;
  const argv = ["tar", ...what, ...more, `--file=${store}/day${day}.tar.zst`, "."] as const;
  return { argv, cwd: source, accepts };
}

function extract({ store }: Places, day: number, into: string, ...more: readonly string[]) {
  const what = ["--extract", "--preserve-permissions", "--same-owner", ...ATTRIBUTES] as const;
  return { argv: ["tar", ...what, ...more, `--file=${store}/day${day}.tar.zst`] as const, cwd: into };
}

export const tarFull: Archiver = {
  ...program,
  name: "GNU tar",
  mode: "a full archive each day",
  prepare: () => [],
  keep: (places, day) => [create(places, day)],
  restore: (places, day, into) => [extract(places, day, into)],
};

export const tarIncremental: Archiver = {
  ...program,
  name: "GNU tar, increments",
  mode: "`--listed-incremental`, each on the day before",
  prepare: () => [],
  keep: (places, day) => [create(places, day, "--no-check-device", `--listed-incremental=${places.state}/tree.snar`)],
  restore: (places, day, into) =>
    daysUntil(day).map((each) => extract(places, each, into, "--listed-incremental=/dev/null")),
};
