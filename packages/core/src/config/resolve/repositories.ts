import type { Every } from "../../model/every.ts";
import { type BorgRepository, DEFAULT_ENCRYPTION, type Repository } from "../../model/repository.ts";
import type { SecretSource } from "../../model/secret.ts";
import type { SshHost } from "../../model/ssh-host.ts";
import type { Cursor } from "../cursor.ts";
import { readArgv } from "../read/argv.ts";
import { readEvery } from "../read/duration.ts";
import { hostOf, readCompression, readLocation, readRemotePath } from "../read/location.ts";
import { isName } from "../read/name.ts";
import { readOptionalPath, readPath } from "../read/path.ts";
import { readRate } from "../read/size.ts";
import type { Report } from "../report.ts";
import { alone } from "./alone.ts";

/** borg makes these without asking for a passphrase. */
const OPEN: ReadonlySet<string> = new Set(["none", "authenticated", "authenticated-blake2"]);

export function readRepositories(
  cursor: Cursor,
  ssh: ReadonlyMap<string, SshHost>,
  report: Report,
): ReadonlyMap<string, Repository> {
  const repositories = new Map<string, Repository>();
  for (const [name, repository] of cursor.entries()) {
    isName(name, "a repository", repository.keySpan, report);
    repositories.set(name, readBorg(name, repository, ssh, report));
  }
  return repositories;
}

function readBorg(name: string, cursor: Cursor, ssh: ReadonlyMap<string, SshHost>, report: Report): BorgRepository {
  const declared = cursor.at("encryption").text() ?? null;
  const encryption = declared ?? DEFAULT_ENCRYPTION;
  const passphrase = cursor.at("passphrase");
  if (!passphrase.exists && !OPEN.has(encryption) && cursor.node?.kind === "object") {
    const detail = `With the encryption \`${encryption}\`, borg asks for a passphrase, and a scheduled run cannot answer. Declare \`passphrase: { file: "/PATH" }\` or \`passphrase: { command: ["pass", "show", "NAME"] }\`.`;
    report.add("config-no-passphrase", cursor.keySpan, detail);
  }
  const location = readLocation(cursor.at("location"), report);
  return {
    type: "borg",
    name,
    location,
    ssh: ssh.get(hostOf(location) ?? "") ?? null,
    encryption: declared,
    passphrase: passphrase.exists ? readPassphrase(passphrase, report) : null,
    compression: readCompression(cursor.at("compression"), "lz4", report),
    uploadLimit: readRate(cursor.at("uploadLimit"), report),
    remotePath: readRemotePath(cursor.at("remotePath"), report),
    cacheDir: readOptionalPath(cursor.at("cacheDir"), report),
    keyFile: readOptionalPath(cursor.at("keyFile"), report),
    check: readUpkeep(cursor.at("check"), report),
    compact: readUpkeep(cursor.at("compact"), report),
  };
}

function readPassphrase(cursor: Cursor, report: Report): SecretSource {
  alone(cursor, ["command", "file"], report);
  const argv = readArgv(cursor.at("command"), report);
  if (argv !== null) return { kind: "command", argv };
  return { kind: "file", path: readPath(cursor.at("file"), report) };
}

function readUpkeep(cursor: Cursor, report: Report): Every | null {
  if (!cursor.exists) return null;
  return readEvery(cursor.at("every"), { kind: "calendar", unit: "monthly" }, report);
}
