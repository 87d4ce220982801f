import { type CodeOf, register } from "@rdump/core/provider";
import { ARCHIVE } from "./archive.ts";
import { PROGRAM } from "./program.ts";
import { REPOSITORY } from "./repository.ts";

export const BORG = register({ ...REPOSITORY, ...ARCHIVE, ...PROGRAM });

export type BorgCode = CodeOf<typeof BORG>;
