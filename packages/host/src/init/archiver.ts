import type { Archiver, Facts, FoundRepository, RepositoryWish } from "./facts.ts";

/** Locations that only restic takes. */
const STORAGES_OF_RESTIC = /^(sftp|rest|s3|gs|rclone):/;

/**
 * The program for the archives at a location, by docs/backup-tools.md: borg or restic for many days. An existing repository
 * and the storage decide, then the programs that are installed. Pure.
 */
export function archiverFor(
  location: string,
  { repositories, programs }: Pick<Facts, "repositories" | "programs">,
): Archiver {
  if (STORAGES_OF_RESTIC.test(location)) return "restic";
  const existing = foundAt(location, repositories);
  if (existing !== null) return existing.archiver;
  const isPath = !/^[^/]*:/.test(location);
  return isPath && !programs.has("borg") && programs.has("restic") ? "restic" : "borg";
}

/** The existing repository at a path; null: there is none, or it was not found. */
export function foundAt(location: string, repositories: readonly FoundRepository[]): FoundRepository | null {
  return repositories.find(({ path }) => path === location) ?? null;
}

/** The targets of a volume in the repository: the keep rules for an archiver. */
export function archivesLine({ archiver }: RepositoryWish, keep: string): string {
  const rules = archiver === "tar" ? 'every: "weekly", keep: { weekly: 4 }' : `every: "daily", ${keep}`;
  return `archives: [{ repository: "backup", ${rules} }],`;
}

const WHY: { readonly [archiver in Archiver]: string } = {
  borg: "borg: the archives are encrypted, and many days need little space.",
  restic: "restic: the archives are encrypted, and many days need little space.",
  tar: "GNU tar: files that each Linux can read. They are not encrypted, and each needs the space of all files.",
};

/** The programs that an archiver needs, with their Debian packages, by command. */
export const PROGRAMS_OF: { readonly [archiver in Archiver]: { readonly [command: string]: string } } = {
  borg: { borg: "borg (Debian package borgbackup)" },
  restic: { restic: "restic" },
  tar: { tar: "tar", zstd: "zstd" },
};

/** The lines of `repositories`. */
export function repositoryLines({ archiver, location, encryption, passphraseFile }: RepositoryWish): readonly string[] {
  // lint warns of unencrypted repositories on other hosts only.
  const ignored =
    encryption === "none" && !location.startsWith("/")
      ? ["      // rdump-lint-ignore repository-unencrypted: `rdump init` was called with --encryption none."]
      : [];
  const passphrase = passphraseFile === null ? [] : [`      passphrase: { file: ${JSON.stringify(passphraseFile)} },`];
  const place = `      location: ${JSON.stringify(location)},`;
  const check = '      check: { every: "monthly" },';
  const byArchiver: { readonly [each in Archiver]: readonly string[] } = {
    borg: [
      ...['      type: "borg",', place, ...ignored, `      encryption: ${JSON.stringify(encryption)},`],
      ...[...passphrase, '      compression: "auto,zstd",', check],
    ],
    restic: ['      type: "restic",', place, ...passphrase, check],
    tar: ['      type: "directory",', '      format: "tar",', place],
  };
  const why = encryption === "none" ? "borg: many days need little space." : WHY[archiver];
  return [
    "  repositories: {",
    `    // ${why} docs/backup-tools.md compares the programs.`,
    "    backup: {",
    ...byArchiver[archiver],
    "    },",
    "  },",
    "",
  ];
}
