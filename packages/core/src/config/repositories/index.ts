import type { Repository } from "../../model/repository.ts";
import type { Cursor } from "../cursor.ts";
import { isName } from "../read/name.ts";
import { BORG } from "./borg/index.ts";
import { DIRECTORY } from "./directory/index.ts";
import type { KeyPath, RepositoryContext, RepositoryKeys, RepositoryType } from "./repository-type.ts";
import { RESTIC } from "./restic/index.ts";

/** The list of the types of repositories. Their texts are listed in text.ts, their values in model/repository.ts. */
const TYPES: { readonly [R in Repository as R["type"]]: RepositoryType<R> } = {
  borg: BORG,
  directory: DIRECTORY,
  restic: RESTIC,
};

export const REPOSITORY_TYPES: readonly RepositoryType[] = Object.values(TYPES);

export function repositoryType({ type }: Repository): RepositoryType {
  return TYPES[type];
}

/** One text for one place, however it is written; empty: the location could not be read. */
export function repositoryPlace(repository: Repository): string {
  const path = repositoryType(repository).localPath(repository);
  return path === null ? repository.location : path.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
}

/** Why a value at this path of the config is not possible; null: no type of repository knows the value. */
export function whyNoValue([place, , key, ...below]: readonly string[], value: string): string | null {
  if (place !== "repositories" || key === undefined || below.length > 0) return null;
  return REPOSITORY_TYPES.map((each) => each.whyNot?.(key, value) ?? null).find((why) => why !== null) ?? null;
}

/** The declared repositories, by name. */
export function readRepositories(cursor: Cursor, context: RepositoryContext): ReadonlyMap<string, Repository> {
  const repositories = new Map<string, Repository>();
  for (const [name, declaration] of cursor.entries()) {
    isName(name, "a repository", declaration.keySpan, context.report);
    const known = declaredType(declaration);
    // The reports of a type about its keys are not valid for a declaration of another type.
    const itsContext = known === undefined ? { ...context, report: context.report.aside() } : context;
    repositories.set(name, (known ?? TYPES.borg).read(name, declaration, itsContext));
  }
  return repositories;
}

/** The places below a declaration where its type has such keys. */
export function placesIn(declaration: Cursor, what: keyof RepositoryKeys): readonly Cursor[] {
  return typeAt(declaration).keys[what].map((path: KeyPath) => path.reduce((at, key) => at.at(key), declaration));
}

/** The type of a declaration; of an unknown one the first type, so that the rest of a config can be checked. */
function typeAt(declaration: Cursor): RepositoryType {
  return declaredType(declaration) ?? TYPES.borg;
}

function declaredType(declaration: Cursor): RepositoryType | undefined {
  const type = declaration.at("type").text();
  return REPOSITORY_TYPES.find((each) => each.type === type);
}
