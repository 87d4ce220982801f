import type { FileHandle } from "node:fs/promises";
import { shellWord } from "../../diagnostics/shell-word.ts";
import { TRUST } from "../codes.ts";
import { effectiveUser, flawOf } from "./standing.ts";
import { breachText } from "./words.ts";

/**
 * Refuses an open file of the state directory that another user wrote or can write. The directory is checked with the
 * config; a file in it can still belong to another user, who owned the directory before.
 *
 * @throws a `Failure` that says what was found, and what to do
 */
export async function refuseForeign(file: FileHandle, path: string): Promise<void> {
  const { uid, mode } = await file.stat();
  const flaw = flawOf({ uid, mode }, effectiveUser());
  if (flaw === null) return;
  const observed = breachText({ path, what: "file", flaw, uid, mode });
  const fix =
    flaw === "owner"
      ? `If no run of yours wrote the file, remove it:\nrm ${shellWord(path)}`
      : `If you trust the content of the file:\nchmod go-w ${shellWord(path)}`;
  throw TRUST.failure("state-untrusted", `${observed} The file was not used. ${fix}`);
}
