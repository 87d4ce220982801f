import { effectiveUser } from "./trust/standing.ts";

/** User ids that rdump works for. All others are other users. */
export type Callers = ReadonlySet<number>;

export function ownCallers(): Callers {
  return new Set([0, effectiveUser()]);
}

/** Those of the attendant: sudo says who called it. That user may run what they like through it, and is as good as root. */
export function attendantCallers(env: NodeJS.ProcessEnv): Callers {
  const caller = /^\d{1,10}$/.test(env.SUDO_UID ?? "") ? [Number(env.SUDO_UID)] : [];
  return new Set([...ownCallers(), ...caller]);
}
