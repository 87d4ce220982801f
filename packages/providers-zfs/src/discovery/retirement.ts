import {
  bytesText,
  type Claim,
  isClaimedMachine,
  onHost,
  type ReadIo,
  readMounts,
  shellWord,
  visible,
} from "@rdump/core/provider";
import type { Dataset } from "../answers/datasets.ts";
import {
  findSnapshots,
  lookAtDatasets,
  lookAtHolds,
  lookAtMoments,
  lookAtOwnDatasetMarks,
  lookAtOwnMarks,
  lookAtPools,
  lookAtSnapshots,
  type Seen,
} from "../look.ts";
import { isOwnDataset, isOwnSnapshot } from "../naming/marks.ts";
import { isPointName, parseSnapshotName, poolOf } from "../naming/names.ts";
import { suspended } from "../pool-state.ts";
import { BASE_TAG, isOwnBookmark } from "../replica/names.ts";
import { whatDiffers } from "./clone-changes.ts";
import type { NamedSnapshot } from "./points.ts";

/** A dataset that left the config, and its host; null: this host. */
export type RetiredPlace = { readonly dataset: string; readonly host: string | null; readonly claim: Claim };

/** Everything that is destroyed with a dataset. */
export interface Retirement {
  readonly dataset: Dataset;
  readonly snapshots: readonly (NamedSnapshot & { readonly isBase: boolean })[];
  readonly mounts: readonly string[];
  /** The origin of a clone that was made for the clone alone; null: there is none, or something else needs it. */
  readonly origin: string | null;
}

/** `refused`: in sentences. `absent`: there is no such dataset. */
export type Judged<T> = T | { readonly refused: string; readonly absent?: true };

type Refused = { readonly refused: string; readonly absent?: true };

/** Whether a dataset, and everything in it, can be destroyed. Before the plan, and again right before the first command. */
export async function judgeRetirement(place: RetiredPlace, anyIo: ReadIo): Promise<Judged<Retirement>> {
  const { dataset, host, claim } = place;
  const io = onHost(host, anyIo);
  const found = await findRetired(dataset, io);
  if ("refused" in found) return found;
  const [own, ...below] = found.datasets;
  const foreign = await whyForeign(own, claim, io);
  if (foreign !== null) return { refused: foreign };
  const [child] = below;
  if (child !== undefined) return { refused: `${child.name} is below it. Destroy or rename it first.` };
  const snapshots = await ownContent(own, claim, io);
  if ("refused" in snapshots) return snapshots;
  const changed = await whyChanged(own, snapshots.found, io);
  if (changed !== null) return { refused: changed };
  const mounts = host === null ? await mountsOf(dataset, io) : [];
  return { dataset: own, snapshots: snapshots.found, mounts, origin: await ownOrigin(own, claim, io) };
}

type FoundDatasets = { readonly datasets: readonly [Dataset, ...Dataset[]] };

/** A suspended pool is not queried, because the query would not end. */
export async function findRetired(dataset: string, io: ReadIo): Promise<Judged<FoundDatasets>> {
  const pool = poolOf(dataset);
  const pools = await lookAtPools([pool], io);
  if ("unseen" in pools) return unseen(pools, "zfs-missing");
  const [first] = pools.found;
  if (first === undefined) return { refused: `There is no pool ${visible(pool)}.`, absent: true };
  if (first.health === "SUSPENDED") return { refused: suspended(pool).detail };
  if (first.readOnly) return { refused: `The pool ${visible(pool)} was imported read-only.` };
  const seen = await lookAtDatasets([dataset], true, io);
  if ("unseen" in seen) return unseen(seen);
  const [own, ...below] = seen.found;
  if (own === undefined) return { refused: `There is no dataset ${visible(dataset)}.`, absent: true };
  return { datasets: [own, ...below] };
}

/** `absent`: the code of an error that means that nothing is there. */
function unseen<T>(seen: Exclude<Seen<T>, { readonly found: T }>, absent = ""): Refused {
  const { code, detail } = seen.unseen;
  return code === absent ? { refused: detail, absent: true } : { refused: detail };
}

async function whyForeign({ name, mark, machine }: Dataset, claim: Claim, io: ReadIo): Promise<string | null> {
  const marks = await lookAtOwnDatasetMarks([name], io);
  if ("unseen" in marks) return marks.unseen.detail;
  const isOwn = isOwnDataset(name, mark, claim.owners) && marks.found.get(name) === mark;
  if (!isOwn) return `${name} does not have the mark of this config itself.`;
  if (!isClaimedMachine(machine, claim)) return `${name} was made with this \`id\` on another machine.`;
  return null;
}

/** The snapshots of a dataset, if all that is in it was made by these owners, and nothing needs it. */
async function ownContent(
  dataset: Dataset,
  claim: Claim,
  io: ReadIo,
): Promise<Judged<{ readonly found: Retirement["snapshots"] }>> {
  const { name } = dataset;
  const snapshots = await lookAtSnapshots([name], io);
  if ("unseen" in snapshots) return unseen(snapshots);
  const marks = await lookAtOwnMarks([name], io);
  if ("unseen" in marks) return unseen(marks);
  const moments = await lookAtMoments([name], io);
  if ("unseen" in moments) return unseen(moments);
  const bookmark = moments.found.find((each) => each.kind === "bookmark" && !isOwnBookmark(each.name, claim.owners));
  if (bookmark !== undefined) return { refused: `${name}#${visible(bookmark.name)} is a bookmark of another program.` };
  const holds = await lookAtHolds(
    snapshots.found.filter((each) => each.holds > 0).map((each) => `${name}@${each.name}`),
    io,
  );
  if ("unseen" in holds) return unseen(holds);
  const found: (NamedSnapshot & { readonly isBase: boolean })[] = [];
  for (const each of snapshots.found) {
    const full = `${name}@${each.name}`;
    const { named } = each;
    const isOwn = isOwnSnapshot(named, marks.found.get(full) ?? null, claim.owners);
    if (named === null || !isOwn || dataset.origin !== null) {
      return { refused: `${visible(full)} was not made for this group, or lost its mark. Destroy it by hand first.` };
    }
    if (each.clones > 0) return { refused: `A clone depends on ${full}.` };
    const tags = holds.found.filter(({ snapshot }) => snapshot === full).map(({ tag }) => tag);
    const [held] = tags.filter((tag) => tag !== BASE_TAG);
    if (held !== undefined) return { refused: `${full} has the hold ${visible(held)}.` };
    found.push({ ...each, named, isBase: tags.length > 0 });
  }
  return { found };
}

/** A dataset without a snapshot and without an origin has no point: an earlier deletion or the first copy did not end. */
async function whyChanged(dataset: Dataset, snapshots: Retirement["snapshots"], io: ReadIo): Promise<string | null> {
  const { name, written } = dataset;
  const newest = snapshots.filter(({ name: each }) => isPointName(each)).sort((a, b) => a.named.time - b.named.time);
  const last = newest.at(-1);
  const origin = dataset.origin ?? (last === undefined ? null : `${name}@${last.name}`);
  if (written === 0 || origin === null) return null;
  const differs = await whatDiffers({ name, origin }, io);
  if (differs === null) return null;
  const remedy =
    dataset.origin === null
      ? ` If you do not need these changes:\nzfs rollback ${shellWord(origin)}\n`
      : " Destroy it by hand.";
  return `${name}: ${differs}, and ${bytesText(written)} were written after ${origin}.${remedy}`;
}

async function mountsOf(dataset: string, io: ReadIo): Promise<readonly string[]> {
  const mounts = (await readMounts(io)).filter(({ type, from }) => type === "zfs" && from === dataset);
  return mounts.map(({ point }) => point).sort();
}

async function ownOrigin({ origin }: Dataset, { owners }: Claim, io: ReadIo): Promise<string | null> {
  if (origin === null || parseSnapshotName(origin.slice(origin.indexOf("@") + 1))?.purpose !== "clone") return null;
  const seen = await findSnapshots([origin], io);
  const [found] = "found" in seen ? seen.found : [];
  const isFree = found !== undefined && found.clones === 1 && found.holds === 0;
  return isFree && isOwnSnapshot(found.named, found.mark, owners) ? origin : null;
}
