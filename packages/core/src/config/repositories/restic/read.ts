import type { ResticRepository } from "../../../model/repositories/restic.ts";
import type { SecretSource } from "../../../model/secret.ts";
import type { Cursor } from "../../cursor.ts";
import { readDisks } from "../../read/disks.ts";
import { readOptionalPath } from "../../read/path.ts";
import { readRate } from "../../read/size.ts";
import type { Report } from "../../report.ts";
import { readPassphrase } from "../passphrase.ts";
import type { RepositoryContext } from "../repository-type.ts";
import { readCompact, readUpkeep } from "../upkeep.ts";
import { RESTIC_CONFIG } from "./codes.ts";
import { readResticLocation, resticHostOf } from "./location.ts";

/** Reads the declaration of a restic repository with its defaults. */
export function readRestic(name: string, cursor: Cursor, { ssh, report }: RepositoryContext): ResticRepository {
  const location = readResticLocation(cursor.at("location"), report);
  return {
    type: "restic",
    name,
    location,
    ssh: location.startsWith("sftp:") ? (ssh.get(resticHostOf(location) ?? "") ?? null) : null,
    passphrase: passphraseIn(cursor, report),
    compression: cursor.at("compression").text() ?? "auto",
    uploadLimit: readRate(cursor.at("uploadLimit"), report),
    cacheDir: readOptionalPath(cursor.at("cacheDir"), report),
    credentialsFile: readOptionalPath(cursor.at("credentialsFile"), report),
    ...readDisks(cursor.at("disks")),
    check: readUpkeep(cursor.at("check"), report),
    ...readCompact(cursor.at("prune"), report),
  };
}

function passphraseIn(cursor: Cursor, report: Report): SecretSource | null {
  const at = cursor.at("passphrase");
  const passphrase = readPassphrase(at, report);
  if (passphrase?.kind === "command" && !passphrase.argv.every(isWordOfRestic)) {
    const detail =
      "restic takes the command as one text and splits it. No word can be empty, contain a backslash, or contain both kinds of quotes. Write these words into a script.";
    report.addOf(RESTIC_CONFIG, "config-restic-passphrase-word", at.span, detail);
  }
  return passphrase;
}

/** Whether restic's own splitting of a text can give this word back. */
function isWordOfRestic(word: string): boolean {
  return word !== "" && !word.includes("\\") && !(word.includes("'") && word.includes('"'));
}
