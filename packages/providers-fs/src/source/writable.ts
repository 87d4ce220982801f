import { type Diagnostic, query, type ReadIo, type Volume, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { effectiveUser } from "../user.ts";
import type { SourceFacts } from "./facts.ts";

/** A warning if an ordinary user cannot write the surefile of a volume. Root can, and is not asked. */
export async function withoutSurefile(
  { name, integrity }: Pick<Volume, "name" | "integrity">,
  { real, ofRoot }: SourceFacts,
  io: ReadIo,
): Promise<readonly Diagnostic[]> {
  const user = integrity === null ? null : await effectiveUser(io);
  if (user === null || user === 0) return [];
  // With `privilege: "sudo"`, root writes the surefile of a directory of root. `test` prints nothing, and sudo a reason.
  const { exitCode, stderr } = await io.query(query(["test", "-w", real], { root: ofRoot }));
  if (exitCode !== 1 || stderr.length > 0) return [];
  const detail = `${visible(real)} is not writable for the user ${user}, who runs rdump. So the surefile cannot be updated. The backup is made without new integrity data, so a restore cannot be proven. Run rdump as root, declare \`privilege: "sudo"\` if the directory belongs to root, or declare \`integrity: false\`.`;
  return [FS.warning("fs-source-not-writable", detail, { address: name })];
}
