import { join } from "node:path/posix";
import { locate, locateDirectory } from "../../kernel/locate.ts";
import { reach } from "../../kernel/reach.ts";
import { withDirectory, withFile } from "../../tree/place.ts";
import { changed } from "../../world/fresh.ts";
import type { Repository, World } from "../../world/world.ts";

/** The state of a location, as borg sees it. */
export type AtLocation =
  | { readonly state: "absent" }
  /** A directory that holds something else, or a repository whose making was interrupted. */
  | { readonly state: "invalid" }
  | { readonly state: "present"; readonly repository: Repository };

export function repositoryAt(world: World, location: string): AtLocation {
  if (locate(world, location) === null) return { state: "absent" };
  if (reach(world, location) === null) return { state: "invalid" };
  const config = locate(world, join(location, "config"));
  const id = config?.node.kind === "file" ? /^id = ([0-9a-f]{64})$/m.exec(config.node.content)?.[1] : undefined;
  const repository = world.repositories[id ?? ""];
  return repository === undefined ? { state: "invalid" } : { state: "present", repository };
}

/** Whether borg would make a repository here: where nothing is, or an empty directory. */
export function isFree(world: World, location: string): boolean {
  const found = locateDirectory(world, location);
  return found === null ? locate(world, location) === null : Object.keys(found.node.entries).length === 0;
}

/** The directory that a repository is in, as borg makes it. */
export function withFiles(world: World, location: string, id: string): World {
  const data = withDirectory(world, join(location, "data"));
  const readme = withFile(data, join(location, "README"), "This is a Borg Backup repository.\n");
  return withFile(readme, join(location, "config"), `[repository]\nversion = 1\nappend_only = 0\nid = ${id}\n`);
}

/** The world after a commit to a repository. */
export function committed(world: World, id: string, change: (repository: Repository) => Partial<Repository>): World {
  return changed(world, (draft) => {
    const found = world.repositories[id];
    if (found === undefined) throw new Error(`no repository ${id}`);
    draft.repositories[id] = structuredClone({ ...found, ...change(found) }) as never;
  });
}
