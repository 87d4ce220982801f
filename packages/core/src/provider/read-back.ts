import type { OpenIntent, OpenScope } from "../model/dead-run.ts";
import type { Json } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { InputFormat } from "./input-schema.ts";
import { FIRST_VERSION, inputFault } from "./input-schema.ts";
import type { RecoverInput } from "./inputs.ts";
import type { Providers } from "./providers.ts";
import { RECOVER } from "./recover.ts";

/** Why an action that a journal names must not reach a handler; null when it may. */
export function intentFault({ kind, input, inputVersion = FIRST_VERSION }: OpenIntent, providers: Providers) {
  return faultOf(() => providers.action(kind), input, inputVersion);
}

/** Why a scope that a journal names must not reach a handler; null when it may. */
export function scopeFault({ kind, input, inputVersion = FIRST_VERSION }: OpenScope, providers: Providers) {
  return faultOf(() => providers.scope(kind), input, inputVersion);
}

export interface PlanFault {
  /** The id of the action or the scope. */
  readonly id: string;
  readonly kind: string;
  readonly fault: string;
}

/** The first action or scope of a plan file that must not reach a handler; null when all may. */
export function planFault(
  { actions, scopes }: Pick<Plan, "actions" | "scopes">,
  providers: Providers,
): PlanFault | null {
  const faults = [
    ...actions.map(({ id, kind, input }) => ({ id, kind, fault: actionFault(kind, input, providers) })),
    ...scopes.map(({ id, kind, input }) => ({ id, kind, fault: currentFault(() => providers.scope(kind), input) })),
  ];
  for (const { id, kind, fault } of faults) if (fault !== null) return { id, kind, fault };
  return null;
}

function actionFault(kind: string, input: Json, providers: Providers): string | null {
  const fault = currentFault(() => providers.action(kind), input);
  if (fault !== null || kind !== RECOVER) return fault;
  const { scope, input: inner } = input as RecoverInput;
  return currentFault(() => providers.scope(scope), inner);
}

/** A plan file is read only by the rdump version that wrote it, so its inputs have the version of the handlers. */
function currentFault(handler: () => InputFormat<Json>, input: unknown): string | null {
  return faultOf(handler, input, null);
}

function faultOf(handler: () => InputFormat<Json>, input: unknown, version: number | null): string | null {
  let found: InputFormat<Json>;
  try {
    found = handler();
  } catch {
    return "this version of rdump does not know this kind";
  }
  return inputFault(found, input, version ?? found.version);
}
