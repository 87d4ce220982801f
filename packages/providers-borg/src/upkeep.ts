import { type Proposal, repositoryAddress, type UpkeepRequest, type UpkeepRole } from "@rdump/core/provider";
import { accessTo, type Usage } from "./access.ts";
import type { UpkeepInput } from "./actions/check.ts";

export function repositoryUpkeep(usage: Usage): UpkeepRole {
  return { upkeep: (request) => proposalFor(request, usage) };
}

function proposalFor({ kind, repository, id }: UpkeepRequest, usage: Usage): Proposal {
  const input: UpkeepInput = { access: accessTo(repository, usage) };
  return {
    kind: `borg/${kind}`,
    verb: kind,
    once: repositoryAddress(repository.name),
    reason: null,
    input: { ...input },
    makes: null,
    destroys: [],
    readsTree: false,
    records: { kind, repository: repository.name, repositoryId: id },
  };
}
