import { visible } from "@rdump/core";
import { type Archiver, archiverFor, type Facts, foundAt, type RepositoryWish } from "@rdump/host";
import { CLI } from "../../codes.ts";

/** The options about the place of the archives. */
interface Given {
  readonly repository?: string;
  readonly archiver?: string;
  readonly encryption?: string;
  readonly passphraseFile?: string;
}

const MODES = /^(none|authenticated|authenticated-blake2|repokey|repokey-blake2|keyfile|keyfile-blake2)$/;
const ARCHIVERS: readonly string[] = ["borg", "restic", "tar"] satisfies readonly Archiver[];

/**
 * The repository that the options want; null: none. `passphraseFile`: the default.
 *
 * @throws Failure `usage-init` if the options do not fit each other
 */
export function repositoryWish(
  given: Given,
  passphraseFile: string,
  facts: Pick<Facts, "repositories" | "programs">,
  absolute: (path: string) => string,
): RepositoryWish | null {
  const { repository } = given;
  if (repository === undefined) {
    if (given.archiver !== undefined) throw usage("--archiver needs --repository, the place of the archives.");
    return null;
  }
  const location = /^[^/]*:/.test(repository) ? repository : absolute(repository);
  // Only borg has modes of encryption.
  const programs = given.encryption === undefined ? facts.programs : new Set(["borg"]);
  const archiver = chosenArchiver(given.archiver) ?? archiverFor(location, { ...facts, programs });
  const existing = foundAt(location, facts.repositories);
  if (existing !== null && existing.archiver !== archiver)
    throw usage(
      `${visible(location)} is a repository of ${existing.archiver}. Remove --archiver, or name another place.`,
    );
  const file = given.passphraseFile === undefined ? passphraseFile : absolute(given.passphraseFile);
  switch (archiver) {
    case "borg": {
      const { encryption = "repokey-blake2" } = given;
      if (!MODES.test(encryption)) throw usage(`${visible(encryption)} is not an encryption of borg.`);
      return { archiver, location, encryption, passphraseFile: encryption === "none" ? null : file };
    }
    case "restic": {
      const { encryption } = given;
      if (encryption !== undefined)
        throw usage("restic encrypts each repository, and has no other encryption. Remove --encryption.");
      return { archiver, location, encryption: null, passphraseFile: file };
    }
    case "tar":
      if (given.encryption !== undefined || given.passphraseFile !== undefined)
        throw usage(
          "Archives of tar are not encrypted. Remove --encryption and --passphrase-file, or use borg or restic.",
        );
      if (!location.startsWith("/")) throw usage("Archives of tar are made in a directory of this machine.");
      return { archiver, location, encryption: null, passphraseFile: null };
  }
}

function chosenArchiver(text: string | undefined): Archiver | null {
  if (text === undefined) return null;
  if (!ARCHIVERS.includes(text)) throw usage(`${visible(text)} is none of ${ARCHIVERS.join(", ")}.`);
  return text as Archiver;
}

function usage(detail: string) {
  return CLI.failure("usage-init", detail);
}
