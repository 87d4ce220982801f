import { type ActionHandler, boundedText, type CommandResult, type Diagnostic } from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { type LogEntry, parseLogLine } from "../answers/log.ts";
import { BORG } from "../codes/index.ts";
import { checkCommand } from "../commands.ts";
import { explainWell } from "../discovery/look.ts";
import { inputSchemas } from "../inputs.generated.ts";
import type { UpkeepInput } from "./inputs.ts";

// A type, since only types go as JSON.
/** The number of error messages of borg to show. */
const MOST_NAMED = 8;

/** Checks a repository and its archives, and repairs nothing. The repository does not show that it was checked. */
export const checkHandler: ActionHandler<UpkeepInput> = {
  kind: "borg/check",
  version: 1,
  schema: inputSchemas.actions["borg/check"],
  commands: ({ access }) => [checkCommand(access)],
  probe: () => Promise.resolve({ state: "absent" }),

  async run({ input: { access }, io, progress }) {
    const complaints = new Complaints();
    const result = await io.run(checkCommand(access), {
      stderr: (line) => {
        const entry = parseLogLine(line);
        if (entry?.kind === "progress") progress(entry.progress);
        else if (entry !== null) complaints.hear(entry);
      },
    });
    if (result.exitCode === 0) return { status: "done", made: null, moved: {}, warnings: [] };
    const diagnostic = isVerdict(result) ? damaged(access, complaints) : await explainWell(io, access, result);
    return { status: "failed", diagnostic, warnings: [] };
  },
};

/** With exit status 1, borg completed its check and found errors. */
function isVerdict({ exitCode, stopped }: CommandResult): boolean {
  return exitCode === 1 && !stopped;
}

class Complaints {
  readonly first: string[] = [];
  count = 0;

  hear(entry: LogEntry): void {
    if (entry.kind !== "message" || entry.level === "info") return;
    this.count++;
    const text = entry.text
      .replace(/^Remote: /, "")
      .replaceAll(/\s+/g, " ")
      .trim();
    if (this.first.length < MOST_NAMED) this.first.push(text);
  }
}

function damaged(access: Access, { first, count }: Complaints): Diagnostic {
  const more = count > first.length ? ` And ${count - first.length} more.` : "";
  const said = count === 0 ? "borg did not print a reason." : `borg reports: ${boundedText(first.join("; "))}${more}`;
  const detail = `This is about the repository "${access.name}" at ${access.location}. ${said} Nothing was repaired. Check the disk, and make a copy of the repository. Then repair the repository by hand with \`borg check --repair\`.`;
  return BORG.error("borg-check-failed", detail);
}
