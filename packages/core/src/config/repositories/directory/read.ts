import type { Every } from "../../../model/every.ts";
import type { DirectoryRepository } from "../../../model/repositories/directory.ts";
import type { Cursor } from "../../cursor.ts";
import { readDisks } from "../../read/disks.ts";
import { readEvery } from "../../read/duration.ts";
import { readPath } from "../../read/path.ts";
import type { Report } from "../../report.ts";
import type { RepositoryContext } from "../repository-type.ts";
import { isFormat } from "./formats.ts";

/** Reads the declaration of a directory of archives with its defaults. */
export function readDirectory(name: string, cursor: Cursor, { report }: RepositoryContext): DirectoryRepository {
  return {
    type: "directory",
    name,
    location: readPath(cursor.at("location"), report),
    format: readFormat(cursor.at("format")),
    compression: cursor.at("compression").number() ?? 3,
    ...readLevels(cursor.at("levels"), report),
    ...readDisks(cursor.at("disks")),
    ...{ check: null, compact: null },
  };
}

/** Another format is reported already. */
function readFormat(cursor: Cursor): DirectoryRepository["format"] {
  const text = cursor.text();
  return isFormat(text) ? text : "tar";
}

const MONTHLY: Every = { kind: "calendar", unit: "monthly" };
const DAILY: Every = { kind: "calendar", unit: "daily" };

function readLevels(cursor: Cursor, report: Report): Pick<DirectoryRepository, "levels"> {
  if (!cursor.exists) return {};
  const full = readEvery(cursor.at("full"), MONTHLY, report);
  return { levels: { full, incremental: readEvery(cursor.at("incremental"), DAILY, report) } };
}
