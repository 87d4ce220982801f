import {
  type Address,
  claimOf,
  type DiscoveryRequest,
  type ForgottenGroup,
  type NamedPoint,
  onHost,
  type Point,
  type Proposal,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import type { RetireInput } from "../actions/inputs.ts";
import { createdQuery } from "../commands.ts";
import { NOTHING } from "../keepers/nothing.ts";
import { destructions } from "../keepers/snapshots.ts";
import { lookAtOwnMarks, lookAtSnapshots } from "../look.ts";
import { isOwnSnapshot } from "../naming/marks.ts";
import { parseSnapshotName } from "../naming/names.ts";
import { datasetOf, hostOf, type SnapshotsFacts } from "./groups.ts";
import { companionsIn, type NamedSnapshot, NO_USES, pointOf } from "./points.ts";
import { findRetired, judgeRetirement, type RetiredPlace, type Retirement } from "./retirement.ts";
import { hostText } from "./world.ts";

type Request = Pick<DiscoveryRequest, "owner" | "ownership" | "sources" | "groups" | "kept" | "hosts">;

/** The snapshots, clone, mirror or replica of an address that is no longer declared. Null: the address names no dataset. */
export async function retiredDataset(retiring: Address, request: Request, io: ReadIo): Promise<ForgottenGroup | null> {
  const named = parseAddress(retiring, request.hosts ?? []);
  if (named === null) return null;
  const { volume, kind, ...place } = named;
  const claim = claimOf(request.ownership, { address: retiring, volume });
  const whole = { ...place, claim };
  const declared = whyDeclared(whole, request);
  const refused = { address: retiring, points: [] };
  if (declared !== null) return { ...refused, refused: declared };
  if (kind === "snapshots") return retiredSnapshots(retiring, whole, request, io);
  const judged = await judgeRetirement(whole, io);
  if ("refused" in judged) return { ...refused, ...judged };
  const kept = await whyKept(judged, request, io);
  if (kept !== null) return { ...refused, refused: kept };
  const { origin } = judged.dataset;
  if ((kind === "clones") !== (origin !== null)) {
    const is = origin === null ? "no clone: it was promoted, or made in another way" : "a clone";
    return { ...refused, refused: `${place.dataset} is ${is}.` };
  }
  const points = await pointsOf(judged, whole, io);
  if (points === null) return { ...refused, refused: `${place.dataset} is not a clone of a snapshot of rdump.` };
  const destroy = (destroys: readonly NamedPoint[]) => [retirement(whole, judged, destroys)];
  return { address: retiring, points, together: points.length, destroy };
}

interface Parsed {
  readonly volume: string;
  readonly kind: string;
  readonly dataset: string;
  readonly host: string | null;
}

/** `VOLUME.KIND["[HOST:]DATASET"]`, also behind a mirror, as `addressOf` and `nestedAddress` write it. */
function parseAddress(address: Address, hosts: readonly string[]): Parsed | null {
  const shape =
    /^([^.[\]]+)(?:\.mirrors\["[^"\\]+"\])?\.(snapshots|mirrors|clones|replicas)\["([^"\\/@#][^"\\@#]*)"\]$/;
  const [, volume = "", kind = "", key = ""] = shape.exec(address) ?? [];
  if (key === "") return null;
  const host = hosts.find((each) => key.startsWith(`${each}:`)) ?? null;
  return { volume, kind, host, dataset: host === null ? key : key.slice(host.length + 1) };
}

/** Null: nothing that is declared is this dataset, or is below it. */
function whyDeclared({ dataset, host }: RetiredPlace, { sources, groups }: Request): string | null {
  const isIn = (other: string, otherHost: string | null) =>
    otherHost === host && (other === dataset || other.startsWith(`${dataset}/`));
  const source = sources.find(({ source: each }) => isIn(datasetOf(each), hostOf(each)));
  if (source !== undefined) return `${dataset} has the source of the volume ${visible(source.name)}.`;
  for (const { address, target, volume } of groups) {
    const other = "dataset" in target ? target.dataset : datasetOf(volume.source);
    const otherHost = "dataset" in target ? ("host" in target ? target.host : null) : hostOf(volume.source);
    if (isIn(other, otherHost)) return `${dataset} has the declared target ${visible(address)}.`;
  }
  return null;
}

/** Null: no directory that the config names is in the dataset. */
async function whyKept({ mounts, dataset }: Retirement, { kept = [] }: Request, io: ReadIo): Promise<string | null> {
  for (const { name, path } of kept) {
    const real = (await io.realpath(path).catch(() => null)) ?? path;
    const isIn = mounts.some((point) => real === point || real.startsWith(`${point}/`));
    if (isIn) return `${dataset.name} has ${name}.`;
  }
  return null;
}

/** A clone is one point, and so is a dataset without a snapshot. Null: the origin of the clone is not of rdump. */
async function pointsOf(
  { dataset, snapshots }: Retirement,
  { host, claim: { owners } }: RetiredPlace,
  io: ReadIo,
): Promise<readonly Point[] | null> {
  const { guid, machine, origin, name } = dataset;
  if (origin !== null) {
    const short = origin.slice(origin.indexOf("@") + 1);
    const named = parseSnapshotName(short);
    if (named === null) return null;
    return [{ id: guid, name: short, time: named.time, run: named.stamp, machine, state: "complete", held: [] }];
  }
  const made = snapshots.filter(({ named }) => named.purpose === "point");
  const points = made.map((each) => pointOf({ ...each, holds: 0 }, NO_USES));
  if (points.length > 0) return points;
  const { exitCode, stdout } = await onHost(host, io).query(createdQuery(name));
  const seconds = exitCode === 0 ? Number(stdout.toString("latin1").trim()) : Number.NaN;
  const time = Number.isSafeInteger(seconds) ? seconds * 1000 : 0;
  const run = owners[0] ?? "";
  return [{ id: guid, name, time, run, machine, state: "invalid", held: [] }];
}

function retirement(
  { dataset, host, claim }: RetiredPlace,
  { dataset: { guid, origin: from, written, readOnly }, snapshots, mounts, origin }: Retirement,
  destroys: readonly NamedPoint[],
): Proposal {
  const input: RetireInput = {
    dataset,
    ...(host === null ? {} : { host }),
    guid,
    claim,
    snapshots: snapshots.map(({ name, guid: id, isBase }) => ({ name, guid: id, ...(isBase ? { held: true } : {}) })),
    mounts,
    ...(mounts.length === 0 || readOnly ? {} : { writable: true }),
    ...(origin === null ? {} : { origin }),
  };
  const others = snapshots.filter(({ named }) => named.purpose !== "point").map(({ name }) => name);
  const beside = [...others, ...(origin === null ? [] : [origin])];
  const more = beside.length === 0 ? "" : `, with ${beside.join(", ")}`;
  const [what, whole] = from === null ? ["the dataset", " with all of its files and snapshots"] : ["the clone", ""];
  const unsaved = from === null && snapshots.length === 0 && written > 0 ? ", which has no snapshot" : "";
  const reason = `requested: ${what} ${dataset}${hostText(host)}${unsaved} is destroyed${whole}${more}`;
  return { ...NOTHING, kind: "zfs/retire", verb: "destroy", input, destroys, reason };
}

/** The points of a dataset whose volume left the config. The dataset stays. */
async function retiredSnapshots(
  address: Address,
  { dataset, host, claim }: RetiredPlace,
  { owner }: Request,
  anyIo: ReadIo,
): Promise<ForgottenGroup> {
  const io = onHost(host, anyIo);
  const refused = { address, points: [] };
  const found = await findRetired(dataset, io);
  if ("refused" in found) return { ...refused, ...found };
  const [{ mark, guid }] = found.datasets;
  if (mark?.endsWith(`/${dataset}`) === true) {
    return { ...refused, refused: `${dataset} is a mirror, a replica or a clone. Name it by that address.` };
  }
  const snapshots = await lookAtSnapshots([dataset], io);
  if ("unseen" in snapshots) return { ...refused, refused: snapshots.unseen.detail };
  const marks = await lookAtOwnMarks([dataset], io);
  if ("unseen" in marks) return { ...refused, refused: marks.unseen.detail };
  const world = { snapshots: new Map([[dataset, snapshots.found]]) };
  const facts: SnapshotsFacts = { guid, companions: companionsIn(dataset, claim.owners, world) };
  const own = snapshots.found.filter(
    (each): each is NamedSnapshot =>
      each.named?.purpose === "point" &&
      isOwnSnapshot(each.named, marks.found.get(`${dataset}@${each.name}`) ?? null, claim.owners),
  );
  if (own.length === 0) return { ...refused, refused: `${dataset} has no snapshot of this config.`, absent: true };
  const destroy = (points: readonly NamedPoint[]) => destructions(dataset, { owner, claim, facts, points }, host);
  return { address, points: own.map((each) => pointOf(each, NO_USES)), destroy };
}
