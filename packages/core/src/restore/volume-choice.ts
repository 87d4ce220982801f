import type { Session } from "../reconcile/session.ts";
import type { Choice } from "./choose.ts";
import { type Compared, comparedBy } from "./compared.ts";
import { type RestoreRequest, restoreAddress } from "./plan.ts";

/** One volume, and where it goes. */
export interface VolumeChoice {
  readonly choice: Choice;
  readonly to: string;
  /** Of an interrupted restore that goes on: what the earlier run found. */
  readonly compared?: Compared;
}

export async function choiceIn(
  { choice, wish, place: { staged } }: RestoreRequest,
  session: Pick<Session, "host" | "config">,
): Promise<VolumeChoice> {
  if (staged?.placing !== true) return { choice, to: wish.to };
  const compared = await comparedBy(staged.run, restoreAddress(wish.volume, wish.to), session);
  return { choice, to: wish.to, compared };
}
