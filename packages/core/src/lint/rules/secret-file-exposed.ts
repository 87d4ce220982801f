import type { Cursor } from "../../config/index.ts";
import type { Breach, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const secretFileExposed: Rule = {
  code: "secret-file-exposed",
  severity: "warning",
  summary: "A file with a secret can be read by others",
  judges: "machine",
  why: "A passphrase, a private key or a secret address is as safe as the file that it is in. Asked only of files that are there: on another machine than the one that the config is for, nothing is said.",
  remedy: "`chmod 600 FILE`, and change the secret if somebody else may have read it.",
  check: breaches,
};

function* breaches({ root, files }: Subject): Generator<Breach> {
  for (const cursor of secretFiles(root)) {
    const path = cursor.text();
    const mode = path?.startsWith("/") ? files.modeOf(path) : null;
    if (mode === null || (mode & 0o077) === 0) continue;
    const who = (mode & 0o007) !== 0 ? "everyone on this machine" : "its group";
    const bits = (mode & 0o777).toString(8).padStart(3, "0");
    const detail = `Its permissions (${bits}) open it to ${who}. Run \`chmod 600\` on it, and change the secret if somebody may have read it.`;
    yield { span: cursor.span, detail };
  }
}

function* secretFiles(root: Cursor): Generator<Cursor> {
  yield root.at("notify").at("webhook").at("file");
  yield root.at("notify").at("healthchecks").at("file");
  for (const [, host] of root.at("ssh").entries()) yield host.at("identityFile");
  for (const [, repository] of root.at("repositories").entries()) {
    yield repository.at("passphrase").at("file");
    yield repository.at("keyFile");
  }
}
