import { lstat } from "node:fs/promises";
import { visible } from "@rdump/core";
import type { Facts, Wish } from "@rdump/host";
import { CLI } from "../../codes.ts";

/**
 * A new passphrase cannot open an existing repository.
 *
 * @throws Failure if a passphrase would be made for one
 */
export async function refuseUnknownPassphrase(
  given: { readonly passphraseFile?: string },
  { repository }: Pick<Wish, "repository">,
  { repositories }: Pick<Facts, "repositories">,
): Promise<void> {
  if (repository === null || !repositories.includes(repository.location)) return;
  const { location, passphraseFile } = repository;
  if (passphraseFile === null || (await lstat(passphraseFile).catch(() => null)) !== null) return;
  const [existing, ways] = [`${visible(location)} is an existing repository`, "--encryption none"];
  const why =
    given.passphraseFile === undefined
      ? `${existing}. Add --passphrase-file FILE, or ${ways}.`
      : `${existing}, and the file with its passphrase does not exist: ${visible(passphraseFile)}. Correct --passphrase-file, or add ${ways}.`;
  throw CLI.failure("usage-init", why);
}
