import type { Repository } from "../../model/repository.ts";
import type { Report } from "../report.ts";
import type { Policies } from "./keep.ts";

/** The names that the rest of a config may refer to, and where to report those that it may not. */
export interface Vocabulary {
  readonly policies: Policies;
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly sshHosts: ReadonlySet<string>;
  readonly report: Report;
}
