import { deadRunRef } from "../model/run.ts";
import type { ActionHandler, ScopeHandler } from "./handler.ts";
import { inputSchemas } from "./inputs.generated.ts";
import type { RecoverInput } from "./inputs.ts";

/** The only kind of action of core itself: it releases a scope that a dead run left. */
export const RECOVER = "core/recover";

/** `scope` finds a scope's handler by its kind. */
export function recoverHandler(scope: (kind: string) => ScopeHandler): ActionHandler<RecoverInput> {
  return {
    kind: RECOVER,
    version: 1,
    schema: inputSchemas.actions["core/recover"],
    commands: ({ scope: kind, input, run, time }) => scope(kind).commands(input, deadRunRef(run, time)).release,
    // A release itself determines the remaining objects.
    probe: () => Promise.resolve({ state: "absent" }),
    stuck: async ({ scope: kind, input }, io) => (await scope(kind).stuck?.(input, io)) ?? null,

    async run({ input: { scope: kind, input, run, time }, io }) {
      const diagnostic = await scope(kind).release(input, deadRunRef(run, time), io);
      if (diagnostic !== null) return { status: "failed", diagnostic, warnings: [] };
      return { status: "done", made: null, moved: {}, warnings: [] };
    },
  };
}
