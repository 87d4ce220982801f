import type { Group } from "../model/group.ts";
import type { Point } from "../model/point.ts";
import type { Providers } from "../provider/providers.ts";
import type { ExamineRequest } from "../provider/roles.ts";
import type { Observed } from "./observe.ts";

/** The request of a query about one target, whose type the keeper of the target knows. */
export function examineRequest(
  group: Group,
  point: Point,
  { sources, groups }: Observed,
  { integrity: role }: Pick<Providers, "integrity">,
): ExamineRequest<never> {
  const { integrity } = group.volume;
  const comparison = integrity === null ? null : (role?.comparison(integrity) ?? null);
  const root = sources.get(group.volume.name)?.root ?? null;
  const facts = groups.get(group.address)?.facts ?? null;
  return { group: group as never, facts, point, root, comparison };
}
