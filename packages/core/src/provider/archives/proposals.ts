import type { NamedPoint } from "../../model/action.ts";
import { repositoryAddress } from "../../model/address.ts";
import type { Json } from "../../model/json.ts";
import type { DestroyRequest, Proposal } from "../roles.ts";

const NOTHING = { once: null, reason: null, makes: null, destroys: [], readsTree: false } as const;

/** A proposal about a repository: the kind of the action and its input. */
interface Work {
  readonly kind: string;
  readonly input: { readonly [name: string]: Json };
}

/** The creation of a repository, once for all its volumes. */
export function repositoryProposal(name: string, unfinished: boolean, { kind, input }: Work): Proposal {
  const address = repositoryAddress(name);
  return {
    ...NOTHING,
    kind,
    verb: "prepare",
    once: address,
    reason: unfinished
      ? "its creation was interrupted: the unfinished repository is renamed"
      : "the repository does not exist yet",
    input,
    records: { kind: "made", subject: address, subjectId: null },
  };
}

/** An archive of the files of the volume; `makes`: its planned name. */
export function archiveProposal(makes: string, { kind, input }: Work): Proposal {
  return { ...NOTHING, kind, verb: "create", input, makes, readsTree: true };
}

/** The extraction of an archive, or only of the attributes of its root. */
export function extractionProposal(rootOnly: boolean, { kind, input }: Work): Proposal {
  const reason = rootOnly ? "sets owner, mode and time of the directory itself" : null;
  return { ...NOTHING, kind, verb: rootOnly ? "update" : "restore", reason, input };
}

/** Archives that one command deletes: few, so that a failure affects few, and a stop takes effect soon. */
const BATCH = 100;

export type ArchiveRef = Pick<NamedPoint, "id" | "name">;

/** The deletion of archives, some of them with each command. `workFor` gives the kind and the input of such a command. */
export function deletionProposals(
  name: string,
  repositoryId: string | null,
  points: DestroyRequest["points"],
  workFor: (points: readonly [ArchiveRef, ...ArchiveRef[]]) => Work,
): readonly Proposal[] {
  const records =
    repositoryId === null
      ? {}
      : ({ records: { kind: "deleted", subject: repositoryAddress(name), subjectId: repositoryId } } as const);
  const batches: Proposal[] = [];
  for (let start = 0; start < points.length; start += BATCH) {
    const destroys = points.slice(start, start + BATCH);
    const [first, ...rest] = destroys.map(({ id, name }) => ({ id, name }));
    if (first === undefined) continue;
    batches.push({ ...NOTHING, ...workFor([first, ...rest]), verb: "destroy", destroys, ...records });
  }
  return batches;
}
