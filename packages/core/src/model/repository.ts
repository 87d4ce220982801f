import type { Levels } from "./levels.ts";
import type { BorgRepository } from "./repositories/borg.ts";
import type { DirectoryRepository } from "./repositories/directory.ts";
import type { ResticRepository } from "./repositories/restic.ts";

export * from "./repositories/borg.ts";
export * from "./repositories/directory.ts";
export * from "./repositories/restic.ts";

// The list of the types of repositories. Each has a file in repositories/, and a folder in config/repositories/. Each has at
// least a name, a location, and the upkeep that it knows.
export type Repository = BorgRepository | DirectoryRepository | ResticRepository;

/** Null: each archive of the repository is full. */
export function levelsOf(repository: Repository | null): Levels | null {
  return repository?.type === "directory" ? (repository.levels ?? null) : null;
}
