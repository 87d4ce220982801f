import { type CommandResult, type Diagnostic, query, type ReadIo, type Volume, visible } from "@rdump/core/provider";
import { FS } from "../codes/index.ts";
import { effectiveUser } from "../user.ts";
import type { SourceFacts } from "./facts.ts";

/** How an ordinary user can use a plain source. */
export interface Access {
  /** Why the commands that read the source cannot start. */
  readonly gap: Diagnostic | null;
  readonly warnings: readonly Diagnostic[];
}

const FULL: Access = { gap: null, warnings: [] };

/**
 * Whether the commands for a plain source can start, and whether they can write its surefile. Root has full access, and is
 * not asked.
 *
 * @param isRead a target reads the files of the volume
 */
export async function accessTo(
  { name, integrity }: Pick<Volume, "name" | "integrity">,
  { real, ofRoot }: SourceFacts,
  isRead: boolean,
  io: ReadIo,
): Promise<Access> {
  if (integrity === null && !(ofRoot && isRead)) return FULL;
  const user = await effectiveUser(io);
  if (user === null || user === 0) return FULL;
  // With `privilege: "sudo"`, root writes the surefile of a directory of root. This command starts as the readers do.
  const result = await io.query(query(["test", "-w", "."], { cwd: real, root: ofRoot }));
  const why = refusalIn(result);
  if (why !== null) return ofRoot ? { gap: unreachable(name, real, why), warnings: [] } : FULL;
  if (integrity === null || result.exitCode !== 1) return FULL;
  const detail = `${visible(real)} is not writable for the user ${user}, who runs rdump. So the surefile cannot be updated. The backup is made without new integrity data, so a restore cannot be proven. Run rdump as root, declare \`privilege: "sudo"\` if the directory belongs to root, or declare \`integrity: false\`.`;
  return { gap: null, warnings: [FS.warning("fs-source-not-writable", detail, { address: name })] };
}

/** Why the command did not run; null: it ran. `test` prints nothing. */
function refusalIn({ exitCode, stderr, notStarted }: CommandResult): string | null {
  const said = stderr.toString("utf8").trim().slice(0, 600);
  if (said !== "") return said;
  return exitCode === null ? (notStarted ?? "no exit status") : null;
}

function unreachable(address: string, path: string, why: string): Diagnostic {
  const detail = `Commands cannot be started in ${visible(path)}: ${visible(why)}. Correct this, or run rdump as a user who can read the path.`;
  return FS.error("fs-source-unreachable", detail, { address });
}
