import type { DirectoryRepository } from "../../../model/repositories/directory.ts";
import type { Cursor } from "../../cursor.ts";
import { readDisks } from "../../read/disks.ts";
import { readPath } from "../../read/path.ts";
import type { RepositoryContext } from "../repository-type.ts";

/** Reads the declaration of a directory of archives with its defaults. */
export function readDirectory(name: string, cursor: Cursor, { report }: RepositoryContext): DirectoryRepository {
  return {
    type: "directory",
    name,
    location: readPath(cursor.at("location"), report),
    format: "tar",
    compression: cursor.at("compression").number() ?? 3,
    ...readDisks(cursor.at("disks")),
    ...{ check: null, compact: null },
  };
}
