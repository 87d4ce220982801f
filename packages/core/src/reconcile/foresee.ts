import type { Desired } from "../desired/desire.ts";
import type { ReadIo } from "../io/capability.ts";
import { byAge } from "../model/point.ts";
import { examineRequest } from "../observe/foresee.ts";
import type { Observed } from "../observe/observe.ts";
import { assess } from "../plan/assess.ts";
import type { GroupObservation } from "../provider/observation.ts";
import type { Providers } from "../provider/providers.ts";

/** The observation, with what the next copy will delete from each target that is due, as far as its keeper knows. */
export async function withForeseen(
  desired: Desired,
  observed: Observed,
  providers: Providers,
  io: ReadIo,
): Promise<Observed> {
  const groups = new Map<string, GroupObservation>(observed.groups);
  for (const { desired: each, due, gap, sourceGap } of assess(desired, observed, providers)) {
    const { group } = each;
    const seen = groups.get(group.address);
    const keeper = providers.keeper(group.target.targetType);
    const [point = null] = [...(seen?.points ?? [])].sort(byAge).reverse();
    if (!due || gap !== null || sourceGap !== null || seen === undefined || point === null) continue;
    const foreseen = await keeper?.foresee?.(examineRequest(group, point, observed, providers), io);
    if (foreseen === undefined || foreseen.length === 0) continue;
    const diagnostics = foreseen.map((found) => ({ ...found, address: group.address }));
    groups.set(group.address, { ...seen, diagnostics: [...seen.diagnostics, ...diagnostics] });
  }
  return { ...observed, groups };
}
