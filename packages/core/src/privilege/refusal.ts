import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { CommandResult } from "../io/capability.ts";
import { PRIVILEGE } from "./codes.ts";

/** Why sudo did not run the program; null if it did. */
export function sudoRefusal(program: string, { notStarted, exitCode, stderr }: CommandResult): Diagnostic | null {
  if (notStarted === "ENOENT" && exitCode === null) {
    return refusal("sudo is not installed. Install sudo, or run rdump as root.");
  }
  if (exitCode !== 1) return null;
  const lines = stderr.toString("utf8").slice(0, 65_536).split("\n");
  const said = lines.find((line) => REFUSALS.some((refusal) => refusal.test(line)));
  if (said === undefined) return null;
  const words = visible(said.trim().slice(0, 600).replace(/\.$/, ""));
  return refusal(
    `sudo refused to run ${visible(program)}: ${words}. Allow this user to run ${visible(program)}, in sudoers with NOPASSWD. Or run rdump as root. All such commands are shown by:\nrdump plan --verbose`,
  );
}

const REFUSALS = [
  /^sudo: (a password|a terminal) is required/,
  /^sudo: .*(you must have a tty|no tty present)/,
  /^Sorry, user .* (is not allowed to execute|may not run sudo)/,
  /is not in the sudoers file/,
  /^sudo: .*(effective uid is not 0|must be owned by uid 0|no valid sudoers sources|account validation failure)/,
];

function refusal(detail: string): Diagnostic {
  return PRIVILEGE.error("privilege-refused", `privilege: "sudo" is declared. ${detail}`);
}
