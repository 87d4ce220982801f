import { DEFAULT_ENCRYPTION, type Diagnostic, visible } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { BORG } from "../codes/index.ts";

/**
 * How much the modes of borg 1.x protect against a reader of the repository: 0 nothing, 1 changes are noticed and every
 * file can still be read, 2 nothing can be read. Where the key is kept, and which hash is used, makes no mode weaker.
 */
const STRENGTH: ReadonlyMap<string, number> = new Map([
  ["none", 0],
  ["authenticated", 1],
  ["authenticated-blake2", 1],
  ["keyfile", 2],
  ["keyfile-blake2", 2],
  ["repokey", 2],
  ["repokey-blake2", 2],
]);

/** How much protection a repository must have; without a declaration, it must be encrypted. */
function required({ encryption }: Access): number {
  return STRENGTH.get(encryption ?? DEFAULT_ENCRYPTION) ?? 2;
}

/**
 * Why nothing may be uploaded into a repository of this mode; null when it may. `actual` is the mode as borg prints it:
 * one that is unknown or missing is taken for the weakest.
 */
export function weakerThanDeclared(access: Access, actual: string): Diagnostic | null {
  if ((STRENGTH.get(actual) ?? 0) >= required(access)) return null;
  const detail = `The repository "${access.name}" at ${visible(access.location)} has the encryption ${named(actual)}. ${declaration(access)} Nothing is uploaded into it. A mode of a repository never changes, so the repository may have been replaced by another one. Find out who made this repository. Then correct \`location\`, make a new repository, or declare the mode that it has.`;
  return BORG.error("borg-weaker-encryption", detail);
}

/** The repository was exchanged between the last look at it and borg's own: it cannot be undone, but it is not passed over. */
export function alreadyUploaded(weaker: Diagnostic, archive: string): Diagnostic {
  const detail = `The repository was exchanged while this action ran: the archive ${visible(archive)} is in it already, and can be read there. ${weaker.detail}`;
  return { ...weaker, detail };
}

/** The mode is another one than declared, and not a weaker one: to be known, and no reason to stop. */
export function otherThanDeclared(access: Access, actual: string): readonly Diagnostic[] {
  if (access.encryption === null || actual === access.encryption) return [];
  const detail = `The repository "${access.name}" is declared with the encryption "${access.encryption}" and has ${named(actual)}, which is not weaker. A repository keeps the mode that it was made with. Correct the declaration, or make a new repository.`;
  return [BORG.warning("borg-other-encryption", detail)];
}

function named(mode: string): string {
  return mode === "" ? "of an unknown mode" : JSON.stringify(visible(mode));
}

function declaration({ encryption }: Access): string {
  return encryption === null
    ? "Its declaration names no mode, so any mode that encrypts is accepted. A repository that is not encrypted must be declared with its mode."
    : `Its declaration says "${encryption}".`;
}
