import { register } from "@rdump/core/provider";
import { ARCHIVE } from "./archive.ts";
import { REPOSITORY } from "./repository.ts";

export const DIRECTORY = register({ ...REPOSITORY, ...ARCHIVE });
