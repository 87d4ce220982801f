import {
  type Children,
  type ReadIo,
  type Served,
  type ServeGrant,
  type ServeRole,
  visible,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import { childrenIn } from "../discovery/children.ts";
import { findDataset, lookAtDatasets, lookAtOwnDatasetMarks, lookAtOwnMarks } from "../look.ts";
import { isOwnDataset, isOwnSnapshot } from "../naming/marks.ts";
import { ancestorsOf, parseSnapshotName } from "../naming/names.ts";
import { boundedDecompressCommand, decompressCommand } from "../replica/stages.ts";
import { isBelow } from "./names.ts";
import { isSame, type Permit, permitFor } from "./permits.ts";

/** The side of a replica: queries, and what a plan does with a replica of its own. It never sends. */
export const zfsServe: ServeRole = {
  async serve(stages, grant, io): Promise<Served> {
    const words = stages.at(-1) ?? [];
    const before = stages.length === 1 ? null : decompressionFor(stages, grant);
    if (before === "refused") return { refused: whyUnknown(words, grant) };
    const permit = permitFor(words, grant);
    if (permit === null || (before !== null && !permit.receives)) return { refused: whyUnknown(words, grant) };
    const refused = await whyRefused(permit, grant, io);
    if (refused !== null) return { refused };
    return { command: permit.command, ...(before === null ? {} : { before }) };
  },

  async received(grants, io) {
    const seen = await lookAtDatasets([...new Set(grants.map(({ below }) => below))].sort(), true, io);
    if ("found" in seen) return grants.map((grant) => receivedFrom(grant, seen.found));
    if (grants.length === 1 || seen.unseen.code !== "zfs-lines-broken") return grants.map(() => seen);
    // A property that a sender set breaks the list. It must not hide the replicas of the others.
    const apart: Children[] = [];
    for (const grant of grants) {
      const below = await lookAtDatasets([grant.below], true, io);
      apart.push("unseen" in below ? below : receivedFrom(grant, below.found));
    }
    return apart;
  },
};

function receivedFrom({ owner, below }: ServeGrant, found: readonly Dataset[]): Children {
  const own = found.filter(({ name, mark }) => isOwnDataset(name, mark, [owner]));
  return { children: childrenIn(below, null, own) };
}

/** Of two stages, the first one, as this host runs it. */
function decompressionFor([words = [], ...rest]: readonly (readonly string[])[], { compression }: ServeGrant) {
  const isPlanned = rest.length === 1 && isSame(decompressCommand().argv, words);
  return compression === "zstd" && isPlanned ? boundedDecompressCommand() : "refused";
}

function whyUnknown(words: readonly string[], { name, below, destroy }: ServeGrant): string {
  const isDestroy = !destroy && words[0] === "zfs" && words[1] === "destroy";
  if (isDestroy)
    return `${visible(name)} may not destroy snapshots. The config of this host permits it with \`destroy\``;
  return `no command of a plan for replicas below ${below}`;
}

async function whyRefused(permit: Permit, grant: ServeGrant, io: ReadIo): Promise<string | null> {
  const { owns, creates, receives, destroys } = permit;
  if (creates !== null) return whyNotCreated(creates, grant, io);
  const [dataset] = owns;
  if (dataset === undefined) return null;
  const marks = await lookAtOwnDatasetMarks(owns, io);
  if ("unseen" in marks) return marks.unseen.detail;
  const other = owns.find((each) => !isOwnDataset(each, marks.found.get(each) ?? null, [grant.owner]));
  if (other !== undefined) return `${other} is no replica of ${grant.owner}`;
  if (receives && grant.raw) return whyNotRaw(dataset, io);
  return destroys.length === 0 ? null : whyNotOwn(dataset, destroys, grant, io);
}

/** Several senders can have one place, but none creates anything in a replica of another one. */
async function whyNotCreated(
  { dataset, mayExist }: NonNullable<Permit["creates"]>,
  { owner, below }: ServeGrant,
  io: ReadIo,
): Promise<string | null> {
  const path = [...ancestorsOf(dataset), dataset].filter((name) => isBelow(name, below));
  const seen = await lookAtDatasets(path, false, io);
  if ("unseen" in seen) return seen.unseen.detail;
  const other = seen.found.find(
    ({ name, mark }) => mark?.endsWith(`/${name}`) === true && !isOwnDataset(name, mark, [owner]),
  );
  if (other !== undefined) return `${other.name} is a replica of another sender`;
  const exists = seen.found.some(({ name }) => name === dataset);
  return exists && !mayExist ? `${dataset} exists` : null;
}

/** A stream of another kind would make the next raw one impossible. */
async function whyNotRaw(dataset: string, io: ReadIo): Promise<string | null> {
  const seen = await findDataset(dataset, io);
  if ("unseen" in seen) return seen.unseen.detail;
  const root = seen.found?.encryptionRoot ?? null;
  return root === dataset ? null : `${dataset} was not sent with its encryption (\`zfs send -w\`)`;
}

async function whyNotOwn(
  dataset: string,
  names: readonly string[],
  { owner }: ServeGrant,
  io: ReadIo,
): Promise<string | null> {
  const marks = await lookAtOwnMarks([dataset], io);
  if ("unseen" in marks) return marks.unseen.detail;
  const other = names.find(
    (name) => !isOwnSnapshot(parseSnapshotName(name), marks.found.get(`${dataset}@${name}`) ?? null, [owner]),
  );
  return other === undefined ? null : `${dataset}@${other} is no snapshot of ${owner}`;
}
