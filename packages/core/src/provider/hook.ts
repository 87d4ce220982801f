import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { visible } from "../diagnostics/visible.ts";
import type { CommandResult, RunIo } from "../io/capability.ts";
import { type Command, mover } from "../model/command.ts";
import type { RunRef } from "../model/run.ts";
import { HOOK } from "./codes.ts";
import type { ScopeHandler } from "./handler.ts";
import { inputSchemas } from "./inputs.generated.ts";
import type { HookInput } from "./inputs.ts";
import { outOfTimeText } from "./last-output.ts";

/** The only scope of core: commands of the user around the moment of the points of a volume. */
export const HOOK_SCOPE = "core/hooks";

type Which = "before" | "after";

/** `after` runs whenever `before` was begun, also after a failure. */
export const hookScope: ScopeHandler<HookInput> = {
  kind: HOOK_SCOPE,
  version: 1,
  schema: inputSchemas.scopes["core/hooks"],
  handle: ({ volume }, run) => ({ volume, run: run.id }),
  commands: (input, run) => ({
    acquire: commandsOf(input, "before", run),
    release: commandsOf(input, "after", run),
  }),
  acquire: (input, run, io) => call(input, "before", run, io),
  release: (input, run, io) => call(input, "after", run, io),
};

/** One, or none without a command. */
function commandsOf(input: HookInput, which: Which, run: RunRef): readonly Command[] {
  const [program, ...args] = input[which] ?? [];
  if (program === undefined) return [];
  return [mover([program, ...args], { env: { RDUMP_VOLUME: input.volume, RDUMP_RUN: run.id } })];
}

async function call(input: HookInput, which: Which, run: RunRef, io: RunIo): Promise<Diagnostic | null> {
  const [command] = commandsOf(input, which, run);
  if (command === undefined) return null;
  const result = await io.run(command);
  return result.exitCode === 0 ? null : failed(input.volume, which, command, result);
}

const CONSEQUENCE: { readonly [which in Which]: string } = {
  before: "The volume was not read. Correct the hook, then apply again.",
  after: "The effect of the hook `before` may not be undone. Check it, and run the hook by hand.",
};

function failed(volume: string, which: Which, { argv }: Command, result: CommandResult): Diagnostic {
  const { notStarted, signal, exitCode, stderr } = result;
  const how =
    outOfTimeText(result) ??
    (notStarted === null
      ? signal === null
        ? `ended with status ${exitCode}`
        : `was ended by ${signal}`
      : `could not be started (${notStarted})`);
  const words = visible(stderr.toString("utf8").trim().split("\n").at(-1)?.slice(0, 300) ?? "");
  const last = words === "" ? "" : `: ${words}`;
  const detail = `The hook \`${which}\` (${visible(argv[0])}) ${how}${last}. ${CONSEQUENCE[which]}`;
  return HOOK.error("hook-failed", detail, { address: volume });
}
