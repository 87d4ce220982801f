import {
  type ActionHandler,
  type Command,
  type CommandResult,
  type Diagnostic,
  DONE,
  failed,
  type LineListener,
  visible,
} from "@rdump/core/provider";
import type { Access } from "../access.ts";
import { RESTIC } from "../codes/index.ts";
import { checkCommand, pruneCommand } from "../commands.ts";
import { causeOf, explain } from "../errors/explain.ts";
import { inputSchemas } from "../inputs.generated.ts";
import { runPatiently } from "../patient.ts";
import type { UpkeepInput } from "./inputs.ts";

/** Checks a repository and its snapshots, and repairs nothing. The repository does not show that it was checked. */
export const checkHandler: ActionHandler<UpkeepInput> = {
  ...upkeep("restic/check", checkCommand, (access, result) =>
    result.exitCode === 1 && causeOf(result) === null ? damaged(access, result) : explain(access, result),
  ),
  schema: inputSchemas.actions["restic/check"],
};

/** Frees the space of deleted snapshots. The repository does not show that it was pruned. */
export const pruneHandler: ActionHandler<UpkeepInput> = {
  ...upkeep("restic/compact", pruneCommand, explain),
  schema: inputSchemas.actions["restic/compact"],
};

function upkeep(
  kind: string,
  commandFor: (access: Access) => Command,
  fault: (access: Access, result: CommandResult) => Diagnostic,
): Omit<ActionHandler<UpkeepInput>, "schema"> {
  return {
    kind,
    version: 1,
    commands: ({ access }) => [commandFor(access)],
    probe: () => Promise.resolve({ state: "absent" }),

    async run({ input: { access }, io, progress }) {
      const listener: LineListener = {
        stdout: (line) => {
          const current = line.toString("utf8").trim();
          if (current !== "") progress({ current });
        },
      };
      const result = await runPatiently(io, access, commandFor(access), listener);
      return result.exitCode === 0 ? DONE : failed(fault(access, result));
    },
  };
}

function damaged({ name, location }: Access, { stderr }: CommandResult): Diagnostic {
  const lines = stderr
    .toString("utf8")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const first = visible(lines.slice(0, MOST_NAMED).join("; ").slice(0, 1000));
  const more = lines.length > MOST_NAMED ? `; and ${lines.length - MOST_NAMED} more` : "";
  const detail = `This is about the repository "${name}" at ${visible(location)}. restic reports: ${first}${more}. Nothing was repaired. Check the disk, and make a copy of the repository. Then repair the repository by hand with \`restic repair\`.`;
  return RESTIC.error("restic-check-failed", detail);
}

/** The number of messages of restic to show. */
const MOST_NAMED = 8;
