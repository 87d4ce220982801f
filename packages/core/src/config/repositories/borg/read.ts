import { type BorgRepository, DEFAULT_ENCRYPTION } from "../../../model/repositories/borg.ts";
import type { Cursor } from "../../cursor.ts";
import { readDisks } from "../../read/disks.ts";
import { readOptionalPath } from "../../read/path.ts";
import { readRate } from "../../read/size.ts";
import { readPassphrase } from "../passphrase.ts";
import type { RepositoryContext } from "../repository-type.ts";
import { readCompact, readUpkeep } from "../upkeep.ts";
import { BORG_CONFIG } from "./codes.ts";
import { hostOf, readCompression, readLocation, readRemotePath } from "./location.ts";

/** borg makes these without asking for a passphrase. */
const OPEN: ReadonlySet<string> = new Set(["none", "authenticated", "authenticated-blake2"]);

/** Reads the declaration of a borg repository with its defaults. */
export function readBorg(name: string, cursor: Cursor, { ssh, report }: RepositoryContext): BorgRepository {
  const declared = cursor.at("encryption").text() ?? null;
  const encryption = declared ?? DEFAULT_ENCRYPTION;
  const passphrase = cursor.at("passphrase");
  if (!passphrase.exists && !OPEN.has(encryption) && cursor.node?.kind === "object") {
    const detail = `With the encryption \`${encryption}\`, borg asks for a passphrase, and a scheduled run cannot answer. Declare \`passphrase: { file: "/PATH" }\` or \`passphrase: { command: ["pass", "show", "NAME"] }\`.`;
    report.addOf(BORG_CONFIG, "config-no-passphrase", cursor.keySpan, detail);
  }
  const location = readLocation(cursor.at("location"), report);
  return {
    type: "borg",
    name,
    location,
    ssh: ssh.get(hostOf(location) ?? "") ?? null,
    encryption: declared,
    passphrase: readPassphrase(passphrase, report),
    compression: readCompression(cursor.at("compression"), "lz4", report),
    uploadLimit: readRate(cursor.at("uploadLimit"), report),
    remotePath: readRemotePath(cursor.at("remotePath"), report),
    cacheDir: readOptionalPath(cursor.at("cacheDir"), report),
    keyFile: readOptionalPath(cursor.at("keyFile"), report),
    ...readDisks(cursor.at("disks")),
    check: readUpkeep(cursor.at("check"), report),
    ...readCompact(cursor.at("compact"), report),
  };
}
