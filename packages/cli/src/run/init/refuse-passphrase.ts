import { lstat, stat } from "node:fs/promises";
import { visible } from "@rdump/core";
import { type Facts, foundAt, type Wish } from "@rdump/host";
import { CLI } from "../../codes.ts";

/**
 * A new passphrase cannot open an existing repository, and none is written through a link.
 *
 * @throws Failure if a passphrase would be made for such a repository, or the file is a link that leads nowhere
 */
export async function refuseUnknownPassphrase(
  given: { readonly passphraseFile?: string },
  { repository }: Pick<Wish, "repository">,
  { repositories }: Pick<Facts, "repositories">,
): Promise<void> {
  const { location = "", passphraseFile = null } = repository ?? {};
  if (passphraseFile === null) return;
  if ((await lstat(passphraseFile).catch(() => null)) !== null) {
    if ((await stat(passphraseFile).catch(() => null)) !== null) return;
    const link = `${visible(passphraseFile)} is a symbolic link to a file that does not exist`;
    throw CLI.failure("usage-init", `${link}. Correct --passphrase-file, or remove the link.`);
  }
  const found = foundAt(location, repositories);
  if (found === null) return;
  const existing = `${visible(location)} is an existing repository`;
  const [or, orAdd] = found.archiver === "borg" ? [", or --encryption none", ", or add --encryption none"] : ["", ""];
  const why =
    given.passphraseFile === undefined
      ? `${existing}. Add --passphrase-file FILE${or}.`
      : `${existing}, and the file with its passphrase does not exist: ${visible(passphraseFile)}. Correct --passphrase-file${orAdd}.`;
  throw CLI.failure("usage-init", why);
}
