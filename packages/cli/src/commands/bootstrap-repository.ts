import { resolve } from "node:path";
import type { Providers } from "@rdump/core";
import type { BootstrapRole, ReadIo, Repository } from "@rdump/core/provider";

/** How a repository is named before there is a config. */
export interface BootstrapRepository {
  readonly repository: string;
  readonly passphraseFile?: string;
  readonly keyFile?: string;
  readonly credentialsFile?: string;
  readonly unencrypted?: boolean;
}

interface Found {
  readonly repository: Repository;
  readonly role: BootstrapRole;
}

const TYPES = ["directory", "restic", "borg"] as const;
type Type = (typeof TYPES)[number];

/** The repository at the location, and how it is read. borg has the best message about a location without a repository. */
export async function repositoryAt(
  named: BootstrapRepository,
  cwd: string,
  providers: Pick<Providers, "bootstrap">,
  io: ReadIo,
): Promise<Found> {
  const { repository: location } = named;
  const at = { ...named, repository: /^[^/]*:/.test(location) ? location : resolve(cwd, location) };
  const foundAs = (type: Type): Found => ({ repository: declared(type, at, cwd), role: roleOf(type, providers) });
  for (const type of TYPES) {
    if (await roleOf(type, providers).recognizes(at.repository, io)) return foundAs(type);
  }
  return foundAs("borg");
}

function roleOf(type: Type, providers: Pick<Providers, "bootstrap">): BootstrapRole {
  const role = providers.bootstrap(type);
  if (role === null) throw new Error(`no provider reads a repository of ${type} without a config`);
  return role;
}

function declared(type: Type, named: BootstrapRepository, cwd: string): Repository {
  const { repository: location, unencrypted } = named;
  const path = (file: string | undefined) => (file === undefined ? null : resolve(cwd, file));
  const file = path(named.passphraseFile);
  const passphrase = file === null ? null : ({ kind: "file", path: file } as const);
  const common = { name: "bootstrap", location, check: null, compact: null };
  const caches = { ssh: null, passphrase, uploadLimit: null, cacheDir: null };
  switch (type) {
    case "borg":
      return {
        ...{ ...common, ...caches, type, encryption: unencrypted === true ? "none" : null, compression: "lz4" },
        ...{ remotePath: null, keyFile: path(named.keyFile) },
      };
    case "restic":
      return { ...common, ...caches, type, compression: "auto", credentialsFile: path(named.credentialsFile) };
    case "directory":
      return { ...common, type, format: "tar", compression: 3 };
  }
}
