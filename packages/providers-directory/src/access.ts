import type { DirectoryRepository, Repository } from "@rdump/core/provider";

/** The data of a repository for a command. It is in inputs of a plan. */
export type Access = Pick<DirectoryRepository, "name" | "location">;

export function directoryIn(repository: Repository | null): DirectoryRepository {
  if (repository?.type !== "directory") throw new Error("a group of archives without a directory");
  return repository;
}

export function accessTo(repository: Repository | null): Access {
  const { name, location } = directoryIn(repository);
  return { name, location };
}
