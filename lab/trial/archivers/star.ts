import { type Archiver, daysUntil, type Places } from "./archiver.ts";

const table = ({ state }: Places) => `tardumps=${state}/tardumps`;

/** The level of a day is its number. star restores increments with a table of inodes in the restored tree. */
export const star: Archiver = {
  name: "star",
  mode: "levels 0 to 7, `-restore`",
  programs: ["star"],
  version: ["star", "--version"],
  fileSystem: "any",
  prepare: () => [],
  keep: (places, day) => [
    {
      argv: [
        "star",
        ...["-c", "-xdev", "-sparse", "-acl", "-xattr", "-link-dirs", "H=exustar", "-no-statistics"],
        ...[`level=${day}`, "-wtardumps", table(places), `fs-name=${places.source}`],
        ...["-C", places.source, `f=${places.store}/day${day}.tar`, "."],
      ],
    },
  ],
  restore: (places, day, into) =>
    daysUntil(day).map((each) => ({
      argv: ["star", "-x", "-restore", "-p", "-acl", "-xattr", "-no-statistics", `f=${places.store}/day${each}.tar`],
      cwd: into,
    })),
  remains: ["star-symtable", "star-symdump", "star-lock", "star-tmpdir"],
};
