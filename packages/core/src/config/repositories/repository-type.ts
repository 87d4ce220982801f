import type { Register } from "../../diagnostics/register.ts";
import type { Repository } from "../../model/repository.ts";
import type { SshHost } from "../../model/ssh-host.ts";
import type { Cursor } from "../cursor.ts";
import type { Report } from "../report.ts";
import type { Input, Program } from "../trust/input.ts";

/** A key below a declaration, and the keys above it. */
export type KeyPath = readonly [string, ...string[]];

/** Keys of a declaration that rules about every type look at. */
export interface RepositoryKeys {
  readonly paths: readonly KeyPath[];
  /** Files that only their owner may read. */
  readonly secretFiles: readonly KeyPath[];
  /** Commands that print a secret, as argument lists. */
  readonly secretCommands: readonly KeyPath[];
}

export interface RepositoryContext {
  readonly ssh: ReadonlyMap<string, SshHost>;
  readonly report: Report;
}

/** One type of repository in the config. A new type needs a folder with such an object, and an entry in the lists. */
export interface RepositoryType<R extends Repository = Repository> {
  readonly type: R["type"];
  /** Reads a declaration with its defaults, and reports what is wrong with it. */
  read(name: string, cursor: Cursor, context: RepositoryContext): R;
  readonly keys: RepositoryKeys;
  /** The directory on this machine that contains the repository; null: it is on another host, or could not be read. */
  localPath(repository: R): string | null;
  /** The other host that it is on; null: it is on this machine, or could not be read. */
  host(repository: R): string | null;
  /** The command with which a user makes a repository; null: only rdump makes it. */
  readonly initCommand: string | null;
  /** Files and directories whose content decides what is executed or how. */
  inputs(repository: R): readonly Input[];
  /** Programs that the declaration names. */
  programs(repository: R): readonly Program[];
  /** Why a value that users may expect for a key is not possible; null: no such value is known. */
  whyNot?(key: string, value: string): string | null;
  /** The codes that only reading this type reports. */
  readonly codes: Register<string>;
}
