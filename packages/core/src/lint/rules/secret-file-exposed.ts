import { type Cursor, placesIn } from "../../config/index.ts";
import type { Breach, Rule } from "../../config/rule.ts";
import type { Subject } from "../../config/subject.ts";
import { SECRET_RECIPIENTS } from "../../model/config.ts";

export const secretFileExposed: Rule = {
  code: "secret-file-exposed",
  severity: "warning",
  summary: "Other users can read a secret file",
  judges: "machine",
  cause:
    "The permissions of a file with a passphrase, a private key or a secret address allow other users to read it. Only files that exist on this machine are checked.",
  effect: "Other users can read and use the secret.",
  remedy: "Run `chmod 600 FILE`, and change the secret if another user may have read it.",
  check: breaches,
};

function* breaches({ root, files }: Subject): Generator<Breach> {
  for (const cursor of secretFiles(root)) {
    const path = cursor.text();
    const mode = path?.startsWith("/") ? files.modeOf(path) : null;
    if (mode === null || (mode & 0o077) === 0) continue;
    const who = (mode & 0o007) !== 0 ? "every user of this machine" : "its group";
    const bits = (mode & 0o777).toString(8).padStart(3, "0");
    const detail = `Its permissions (${bits}) allow ${who} to read it. Run \`chmod 600\` on it, and change the secret if another user may have read it.`;
    yield { span: cursor.span, detail };
  }
}

function* secretFiles(root: Cursor): Generator<Cursor> {
  for (const key of SECRET_RECIPIENTS) yield root.at("notify").at(key).at("file");
  for (const [, host] of root.at("ssh").entries()) yield host.at("identityFile");
  for (const [, repository] of root.at("repositories").entries()) {
    yield* placesIn(repository, "secretFiles");
  }
}
