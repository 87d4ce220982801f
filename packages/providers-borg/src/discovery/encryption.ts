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
 * Why nothing may be uploaded into a repository of this mode; null if uploads are allowed. `actual` is the mode that borg
 * prints. An unknown or missing mode counts as the weakest.
 */
export function weakerThanDeclared(access: Access, actual: string): Diagnostic | null {
  if ((STRENGTH.get(actual) ?? 0) >= required(access)) return null;
  const detail = `The repository "${access.name}" at ${visible(access.location)} has the encryption ${named(actual)}. ${declaration(access)} Nothing is archived into this repository. The encryption of a repository never changes, so another repository may have been put in its place. Find out who created this repository. Then correct \`location\`, create a new repository, or declare the encryption that this repository has.`;
  return BORG.error("borg-weaker-encryption", detail);
}

/** The repository was replaced between the last query and the upload. The upload cannot be undone, so it is reported. */
export function alreadyUploaded(weaker: Diagnostic, archive: string): Diagnostic {
  const detail = `The repository was replaced by another one while this action ran. The archive ${visible(archive)} is already in that other repository, and can be read there. ${weaker.detail}`;
  return { ...weaker, detail };
}

/** The mode differs from the declared mode and is not weaker: a warning only. */
export function otherThanDeclared(access: Access, actual: string): readonly Diagnostic[] {
  if (access.encryption === null || actual === access.encryption) return [];
  const detail = `The config declares the encryption "${access.encryption}" for the repository "${access.name}". The repository has the encryption ${named(actual)}, which is at least as strong, so the repository is used. A repository keeps the encryption that it was created with. Correct \`encryption\` in the config, or create a new repository.`;
  return [BORG.warning("borg-other-encryption", detail)];
}

function named(mode: string): string {
  return mode === "" ? '"unknown"' : JSON.stringify(visible(mode));
}

function declaration({ encryption }: Access): string {
  return encryption === null
    ? "The config declares no encryption for it, so each mode that encrypts is accepted. A repository that is not encrypted must be declared with its mode."
    : `The config declares "${encryption}".`;
}
