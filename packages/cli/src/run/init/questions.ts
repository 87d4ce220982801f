import { visible } from "@rdump/core";
import { archiverFor, type Facts, foundAt } from "@rdump/host";
import type { Choice, Dialog } from "../../dialog.ts";

/** The options that questions can answer. */
interface Answers {
  readonly repository?: string;
  readonly archiver?: string;
  readonly mirror?: string;
  readonly encryption?: string;
  readonly passphraseFile?: string;
}

/** Asks for the place of the backups and the passphrase, if no option names them. Null: cancelled. */
export async function askForRest<T extends Answers>(
  given: T,
  facts: Facts,
  /** The passphrase file of a new repository. */
  passphraseFile: string,
  dialog: Dialog,
): Promise<T | null> {
  const placed = await askForPlace(given, facts, dialog);
  const { repository, passphraseFile: file, encryption } = placed ?? {};
  if (placed === null || repository === undefined || file !== undefined || encryption !== undefined) return placed;
  const archiver = placed.archiver ?? archiverFor(repository, facts);
  if (archiver === "tar") return placed;
  const isNew = foundAt(repository, facts.repositories) === null;
  const origins = originsFor(isNew, archiver === "borg", passphraseFile);
  const origin = await dialog.choose("Passphrase of the repository", origins);
  if (origin === null) return null;
  if (origin === "none") return { ...placed, encryption: "none" };
  if (origin === "new") return placed;
  const existing = await dialog.text("File with the passphrase", passphraseFile);
  return existing === null ? null : { ...placed, passphraseFile: existing };
}

/** The advice of docs/backup-tools.md. */
const KINDS = {
  repository: [
    "a repository of borg or restic: encrypted archives of many days, on a disk, another host or a storage",
    "Location of the repository",
  ],
  tar: [
    "archives of tar: files that each Linux can read, not encrypted, each with the space of all files",
    "Directory for the archives",
  ],
  mirror: ["a directory on another disk: a copy of the files by rsync", "Directory for the copies"],
} as const;

const EXAMPLES = {
  repository: "/mnt/backup/borg, ssh://USER@HOST/./borg of borg, or s3:HOST/BUCKET/PATH of restic",
  tar: "/mnt/backup/archives",
  mirror: "/mnt/backup",
};

async function askForPlace<T extends Answers>(given: T, facts: Facts, dialog: Dialog): Promise<T | null> {
  if (given.repository !== undefined || given.mirror !== undefined) return given;
  const chosen = await dialog.choose("Where do the backups go?", placesFor(facts));
  if (chosen === null || chosen === "pools") return chosen === null ? null : given;
  if (chosen !== "repository" && chosen !== "mirror" && chosen !== "tar") return { ...given, repository: chosen };
  const place = await dialog.text(KINDS[chosen][1], EXAMPLES[chosen]);
  if (place === null) return null;
  return chosen === "tar" ? { ...given, repository: place, archiver: "tar" } : { ...given, [chosen]: place };
}

/** Values: the path of an existing repository, or a word that is no absolute path. */
function placesFor({ repositories, zfs }: Facts): readonly Choice<string>[] {
  const hasPool = "found" in zfs && zfs.found.pools.length > 0;
  return [
    ...repositories.map(({ path, archiver }) => ({
      value: path,
      label: `the existing ${archiver} repository ${visible(path)}`,
    })),
    ...(["repository", "tar", "mirror"] as const).map((value) => ({ value, label: KINDS[value][0] })),
    ...(hasPool ? [{ value: "pools", label: "only the ZFS pools of this machine" }] : []),
  ];
}

type Origin = "new" | "file" | "none";

function originsFor(isNew: boolean, canBeOpen: boolean, passphraseFile: string): readonly Choice<Origin>[] {
  const made: Choice<Origin> = {
    value: "new",
    label: `a random passphrase in ${visible(passphraseFile)}, unless that file exists`,
  };
  return [
    ...(isNew ? [made] : []),
    { value: "file", label: "the passphrase in another file" },
    ...(canBeOpen ? [{ value: "none" as const, label: "no encryption" }] : []),
  ];
}

/** The same with `~/` as the home directory: a shell expands it neither in an answer nor in `--repository=~/x`. */
export function withHome<T extends Answers>(given: T, home: string | undefined): T {
  const paths = (["repository", "mirror", "passphraseFile"] as const).flatMap((key) => {
    const path = given[key];
    return path === undefined || home === undefined ? [] : [[key, path.replace(/^~(?=\/|$)/, () => home)] as const];
  });
  return { ...given, ...Object.fromEntries(paths) };
}
