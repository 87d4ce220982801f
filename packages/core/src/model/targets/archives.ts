import type { Repository } from "../repository.ts";
import type { Scheduled } from "./scheduled.ts";

/** A repository of each type keeps archives of its own kind. */
export type ArchivesTargetType = `archives/${Repository["type"]}`;

/** Archives in a repository, by the repository's name. */
export interface ArchivesTarget extends Scheduled {
  readonly kind: "archives";
  readonly targetType: ArchivesTargetType;
  readonly repository: string;
}
