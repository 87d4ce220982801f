import { effectiveUser } from "./trust/standing.ts";

/** User ids that rdump works for. All others are other users. */
export type Callers = ReadonlySet<number>;

export function ownCallers(): Callers {
  return new Set([0, effectiveUser()]);
}

/**
 * The callers of the attendant, as sudo reports them. Such a user may run any command through sudo, and is trusted like
 * root.
 */
export function attendantCallers(env: NodeJS.ProcessEnv): Callers {
  const caller = /^\d{1,10}$/.test(env.SUDO_UID ?? "") ? [Number(env.SUDO_UID)] : [];
  return new Set([...ownCallers(), ...caller]);
}
