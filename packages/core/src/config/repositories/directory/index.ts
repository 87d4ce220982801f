import { register } from "../../../diagnostics/register.ts";
import type { DirectoryRepository } from "../../../model/repositories/directory.ts";
import type { RepositoryType } from "../repository-type.ts";
import { whyNoFormat } from "./formats.ts";
import { readDirectory } from "./read.ts";

export const DIRECTORY: RepositoryType<DirectoryRepository> = {
  type: "directory",
  read: readDirectory,
  keys: { paths: [["location"]], secretFiles: [], secretCommands: [] },
  localPath: ({ location }) => location,
  host: () => null,
  initCommand: null,
  inputs: () => [],
  programs: () => [],
  whyNot: (key, value) => (key === "format" ? whyNoFormat(value) : null),
  codes: register({}),
};
