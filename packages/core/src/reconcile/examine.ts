import type { Examined } from "../model/examined.ts";
import { isoOf } from "../model/instant.ts";
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
    const { integrity } = group.volume;
    const comparison = integrity === null ? null : (providers.integrity?.comparison(integrity) ?? null);
    const root = observed.sources.get(group.volume.name)?.root ?? null;
    const facts = observed.groups.get(group.address)?.facts ?? null;
    const result = await keeper.examine({ group: group as never, facts, point: newest, root, comparison }, io);
    found.push({ address: group.address, compared: isoOf(newest.time), ...result });
  }
  return found;
}
