import type { BorgRepositoryText } from "./borg/text.ts";
import type { DirectoryRepositoryText } from "./directory/text.ts";
import type { ResticRepositoryText } from "./restic/text.ts";

/** The list of the types of repositories, as the JSON Schema has them. */
export type RepositoryText = BorgRepositoryText | DirectoryRepositoryText | ResticRepositoryText;
