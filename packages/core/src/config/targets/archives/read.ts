import { levelsOf } from "../../../model/repository.ts";
import type { ArchivesTarget } from "../../../model/target.ts";
import type { Cursor } from "../../cursor.ts";
import type { Placed } from "../../placed.ts";
import { declaredNames, quoted } from "../../quoted.ts";
import { LONGEST_NAME } from "../../read/name.ts";
import type { Vocabulary } from "../../resolve/vocabulary.ts";
import { type Naming, readSchedule } from "../reading.ts";

export function readArchives(naming: Naming, cursor: Cursor, words: Vocabulary): Placed<ArchivesTarget> {
  const repository = readRepositoryName(cursor.at("repository"), words);
  const known = words.repositories.byName.get(repository) ?? null;
  const target: ArchivesTarget = {
    kind: "archives",
    targetType: `archives/${known?.type ?? DEFAULT_TYPE}`,
    address: naming("archives", repository),
    ...readSchedule(cursor, words, levelsOf(known)?.incremental),
    repository,
  };
  return { target, key: repository, cursor };
}

/** Of archives in an undeclared repository, which is an error. */
const DEFAULT_TYPE = "borg";

function readRepositoryName(cursor: Cursor, { repositories, report }: Vocabulary): string {
  const name = cursor.text();
  if (name === null) return "";
  const { byName, names } = repositories;
  if (byName.has(name)) return name;
  const detail = `The repository ${quoted(name)} is not declared.${names.suggestion(name)} ${declaredNames(names, "repositories")}`;
  report.add("config-unknown-repository", cursor.span, detail);
  return name.length > LONGEST_NAME ? "" : name;
}
