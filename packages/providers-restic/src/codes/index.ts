import { type CodeOf, register } from "@rdump/core/provider";
import { PROGRAM } from "./program.ts";
import { REPOSITORY } from "./repository.ts";
import { SNAPSHOT } from "./snapshot.ts";

export const RESTIC = register({ ...REPOSITORY, ...SNAPSHOT, ...PROGRAM });

export type ResticCode = CodeOf<typeof RESTIC>;
