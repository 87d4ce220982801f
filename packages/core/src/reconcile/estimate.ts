import type { Plan } from "../model/plan.ts";
import type { Estimated } from "../provider/handler.ts";
import type { Session } from "./session.ts";

/** The same plan with the expected sizes of what it sends. Nothing is queried for a plan that sends nothing. */
export async function withEstimates(
  { host, providers, stop }: Pick<Session, "host" | "providers" | "stop">,
  plan: Plan,
  which: Estimated = "all streams",
): Promise<Plan> {
  const io = host.reader(stop, providers.shielded);
  const estimates = [];
  for (const kind of new Set(plan.actions.map((action) => action.kind))) {
    const { estimate } = providers.action(kind);
    if (estimate === undefined) continue;
    const actions = plan.actions.filter((action) => action.kind === kind);
    const inputs = actions.map(({ input }) => input);
    const found = await estimate(inputs, which, io);
    for (const [index, bytes] of found.entries()) {
      const action = actions[index];
      if (bytes !== null && action !== undefined) estimates.push({ action: action.id, bytes });
    }
  }
  return estimates.length === 0 ? plan : { ...plan, estimates };
}
