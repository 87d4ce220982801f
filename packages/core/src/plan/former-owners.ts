import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { repositoryAddress } from "../model/address.ts";
import type { Config } from "../model/config.ts";
import { isOwner } from "../model/ownership.ts";
import type { Mark } from "../model/point.ts";
import type { ListedObject } from "../provider/observation.ts";
import type { Assessment } from "./assess.ts";
import { PLAN } from "./codes.ts";
import type { PlanRequest } from "./context.ts";

/**
 * Points of declared volumes that were made on this machine and have another owner in their mark: the `id`, or the host
 * name that is its default, was changed. A mark without a machine counts only in a group without own points, because in
 * a shared repository other hosts have volumes of the same name.
 */
export function formerOwners(
  { observed, desired }: Pick<PlanRequest, "observed" | "desired">,
  assessments: readonly Assessment[],
): readonly Diagnostic[] {
  const { config } = desired;
  const found = new Map<string, { readonly repository: string; readonly owner: string; points: number }>();
  const others = new Map(
    Array.from(observed.repositories, ([name, { listed = [] }]) => [name, otherMarks(listed, config)]),
  );
  for (const assessment of assessments) {
    const { volume, repository } = assessment.desired.group;
    if (repository === null || assessment.gap !== null) continue;
    const isEmpty = assessment.newest === null && assessment.incomplete.length === 0;
    const isFormer = ({ volume: name, machine }: Mark) =>
      name === volume.name && (machine === null ? isEmpty : machine === config.machine);
    for (const { mark, points } of others.get(repository.name) ?? []) {
      if (!isFormer(mark)) continue;
      const key = JSON.stringify([repository.name, mark.owner]);
      const known = found.get(key) ?? { repository: repository.name, owner: mark.owner, points: 0 };
      known.points += points;
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ repository, owner, points }) => {
    const has = points === 1 ? "1 archive" : `${points} archives`;
    const lines = JSON.stringify([...config.formerIds, owner]);
    const detail = `The repository has ${has} of declared volumes with the owner ${owner}, and the id of this config is ${config.id}. These archives fill no slot, and no rule expires them. If the host name or the \`id\` was changed, add this line to the config:\n    formerIds: ${lines},`;
    return PLAN.warning("plan-former-owner", detail, { address: repositoryAddress(repository) });
  });
}

/** The marks of other owners, without their runs, and how many points have each. */
function otherMarks(
  listed: readonly ListedObject[],
  config: Config,
): readonly { readonly mark: Mark; readonly points: number }[] {
  const found = new Map<string, { readonly mark: Mark; points: number }>();
  for (const { mark } of listed) {
    if (mark == null || isOwner(mark.owner, config)) continue;
    const key = JSON.stringify([mark.owner, mark.volume, mark.machine]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { mark, points: 1 });
    else known.points++;
  }
  return [...found.values()];
}
