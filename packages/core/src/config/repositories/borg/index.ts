import { visible } from "../../../diagnostics/visible.ts";
import type { BorgRepository } from "../../../model/repositories/borg.ts";
import type { Input } from "../../trust/input.ts";
import type { RepositoryType } from "../repository-type.ts";
import { BORG_CONFIG } from "./codes.ts";
import { hostOf } from "./location.ts";
import { readBorg } from "./read.ts";

export const BORG: RepositoryType<BorgRepository> = {
  type: "borg",
  read: readBorg,
  keys: {
    paths: [["location"], ["cacheDir"], ["keyFile"], ["passphrase", "file"]],
    secretFiles: [["passphrase", "file"], ["keyFile"]],
    secretCommands: [["passphrase", "command"]],
  },
  localPath: ({ location }) => (location.startsWith("/") ? location : null),
  host: ({ location }) => hostOf(location),
  initCommand: "borg init",
  inputs,
  programs: ({ name, passphrase }) =>
    passphrase?.kind === "command"
      ? [{ argv: passphrase.argv, name: `The passphrase command of repository ${visible(name)}` }]
      : [],
  codes: BORG_CONFIG,
};

function inputs({ name, passphrase, keyFile, cacheDir }: BorgRepository): readonly Input[] {
  const input = (path: string | null, what: string, kind: Input["kind"]): readonly Input[] =>
    path === null ? [] : [{ path, name: `The ${what} of repository ${visible(name)}`, kind }];
  return [
    ...input(passphrase?.kind === "file" ? passphrase.path : null, "passphrase file", "secret"),
    ...input(keyFile, "`keyFile`", "secret"),
    ...input(cacheDir, "`cacheDir`", "cache"),
  ];
}
