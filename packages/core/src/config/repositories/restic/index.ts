import { visible } from "../../../diagnostics/visible.ts";
import type { ResticRepository } from "../../../model/repositories/restic.ts";
import type { Input } from "../../trust/input.ts";
import type { RepositoryType } from "../repository-type.ts";
import { RESTIC_CONFIG } from "./codes.ts";
import { resticHostOf } from "./location.ts";
import { readRestic } from "./read.ts";

export const RESTIC: RepositoryType<ResticRepository> = {
  type: "restic",
  read: readRestic,
  keys: {
    paths: [["location"], ["cacheDir"], ["credentialsFile"], ["passphrase", "file"]],
    secretFiles: [["passphrase", "file"], ["credentialsFile"]],
    secretCommands: [["passphrase", "command"]],
  },
  localPath: ({ location }) => (location.startsWith("/") ? location : null),
  host: ({ location }) => resticHostOf(location),
  initCommand: "restic init",
  inputs,
  programs: ({ name, passphrase }) =>
    passphrase?.kind === "command"
      ? [{ argv: passphrase.argv, name: `The passphrase command of repository ${visible(name)}` }]
      : [],
  codes: RESTIC_CONFIG,
};

function inputs({ name, passphrase, credentialsFile, cacheDir }: ResticRepository): readonly Input[] {
  const of = (what: string) => `The ${what} of repository ${visible(name)}`;
  const found: (Input | null)[] = [
    passphrase?.kind === "file" ? { path: passphrase.path, name: of("passphrase file"), kind: "secret" } : null,
    credentialsFile === null ? null : { path: credentialsFile, name: of("`credentialsFile`"), kind: "secret" },
    cacheDir === null ? null : { path: cacheDir, name: of("`cacheDir`"), kind: "cache" },
  ];
  return found.filter((input) => input !== null);
}
