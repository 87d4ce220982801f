import { type Proposal, repositoryAddress, type UpkeepRequest, type UpkeepRole } from "@rdump/core/provider";
import { type Access, accessTo } from "./access.ts";
import type { UpkeepInput } from "./actions/inputs.ts";

export function repositoryUpkeep(lockWait: Access["lockWait"]): UpkeepRole {
  return { upkeep: (request) => proposalFor(request, lockWait) };
}

function proposalFor({ kind, repository, id }: UpkeepRequest, lockWait: Access["lockWait"]): Proposal {
  const input: UpkeepInput = { access: accessTo(repository, lockWait) };
  const subject = repositoryAddress(repository.name);
  return {
    ...{ kind: `restic/${kind}`, verb: kind, once: subject, reason: null, input: { ...input } },
    ...{ makes: null, destroys: [], readsTree: false, records: { kind, subject, subjectId: id } },
  };
}
