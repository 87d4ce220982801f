import type { Examined } from "../model/examined.ts";
import { isoOf } from "../model/instant.ts";
import { examineRequest } from "../observe/foresee.ts";
import { assess } from "../plan/assess.ts";
import type { Look } from "./look.ts";
import type { Session } from "./session.ts";

/**
 * What changed in targets with files since the runs that made them (`rdump plan --deep`): each is walked, one after the
 * other. Nothing is changed.
 */
export async function examineTargets(session: Session, { desired, observed }: Look): Promise<readonly Examined[]> {
  const { host, providers, stop } = session;
  const io = host.reader(stop, providers.shielded);
  const found: Examined[] = [];
  for (const { desired: each, newest, gap } of assess(desired, observed, providers)) {
    const { group } = each;
    const keeper = providers.keeper(group.target.targetType);
    if (keeper?.examine === undefined || newest === null || gap !== null) continue;
    const result = await keeper.examine(examineRequest(group, newest, observed, providers), io);
    found.push({ address: group.address, compared: isoOf(newest.time), ...result });
  }
  return found;
}
