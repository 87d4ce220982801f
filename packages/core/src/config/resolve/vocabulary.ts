import type { KeepRules } from "../../model/keep.ts";
import type { Repository } from "../../model/repository.ts";
import { Names } from "../nearest.ts";
import type { Report } from "../report.ts";

/** The names that the rest of a config may refer to, and where to report those that it may not. */
export interface Vocabulary {
  readonly policies: Declared<KeepRules>;
  readonly repositories: Declared<Repository>;
  readonly sshHosts: Declared<unknown>;
  readonly report: Report;
}

/** The declarations under one key of the config, by name. */
export interface Declared<T> {
  readonly byName: ReadonlyMap<string, T>;
  readonly names: Names;
}

export function declared<T>(byName: ReadonlyMap<string, T>): Declared<T> {
  return { byName, names: new Names(byName.keys()) };
}
