import {
  type Address,
  type Claim,
  claimOf,
  type Diagnostic,
  type DiscoveryRequest,
  type ForgottenGroup,
  type NamedPoint,
  type Proposal,
  type ReadIo,
  visible,
} from "@rdump/core/provider";
import { findPlace, liesIn, type Place, plainPath } from "../mounts/place.ts";
import { mirrorFacts } from "./facts.ts";
import { RETIRE_ACTION, type RetireInput } from "./input.ts";
import { pointOf } from "./mark.ts";
import { whyMounted } from "./retire.ts";
import { findMirror, type MirrorState } from "./state.ts";

type Request = Pick<DiscoveryRequest, "ownership" | "sources" | "groups" | "kept">;

/** The mirror of an address that is no longer declared: its mark must be own. Null: the address names no directory. */
export async function retiredMirror(retiring: Address, request: Request, io: ReadIo): Promise<ForgottenGroup | null> {
  const named = parseAddress(retiring);
  if (named === null) return null;
  const { volume, path } = named;
  const claim = claimOf(request.ownership, { address: retiring, volume });
  const refused = (why: string): ForgottenGroup => ({ address: retiring, points: [], refused: why });
  const absent = (): ForgottenGroup => ({ ...refused(withoutMark(path)), absent: true });
  const found = await findMirror({ path, mount: null, adopt: true }, claim, io);
  if ("refused" in found && found.refused.code === "fs-mirror-absent") return absent();
  if ("refused" in found) return refused(whyNot(path, found.refused));
  if (found.mark === null) return absent();
  const mounted = await whyMounted(found.place, io);
  if (mounted !== null) return refused(mounted);
  const inside = await declaredInside(request, found.place, io);
  if (inside !== null) return refused(`${visible(path)} and ${inside} are one directory, or one contains the other.`);
  const point = pointOf(found.mark);
  const what = { path, claim, id: point.id };
  return { address: retiring, points: [point], destroy: (points) => [deletion(what, found, points)] };
}

/** `VOLUME.mirrors["/PATH"]`, as `addressOf` writes it. */
function parseAddress(address: Address): { readonly volume: string; readonly path: string } | null {
  const [, volume = "", key = ""] = /^([^.[\]]+)\.mirrors\[(".*")\]$/s.exec(address) ?? [];
  try {
    const path: unknown = JSON.parse(key);
    return typeof path === "string" && path.startsWith("/") ? { volume, path } : null;
  } catch {
    return null;
  }
}

function deletion(
  { path, claim, id }: { readonly path: string; readonly claim: Claim; readonly id: string },
  state: MirrorState,
  destroys: readonly NamedPoint[],
): Proposal {
  const input: RetireInput = { path, claim, planned: mirrorFacts(state), id, root: state.mark?.stores?.root ?? true };
  const proposal = { kind: RETIRE_ACTION, verb: "destroy", once: null, reason: null, makes: null } as const;
  return { ...proposal, input, destroys, readsTree: false };
}

/** What is declared and lies in the directory, or contains it where that is another mirror. Null: nothing. */
async function declaredInside(
  { sources, groups, kept = [] }: Request,
  { real }: Place,
  io: ReadIo,
): Promise<string | null> {
  for (const { name, source } of sources) {
    const inner = source.type === "plain" ? await realOf(source.path, io) : null;
    if (inner !== null && liesIn(inner, real)) return `the source of the volume ${visible(name)}`;
  }
  for (const { name, path } of kept) if (liesIn(await realOf(path, io), real)) return name;
  for (const { address, target } of groups) {
    const other = target.targetType === "mirrors/directory" ? await realOf(target.path, io) : null;
    if (other !== null && (liesIn(other, real) || liesIn(real, other))) return `the mirror ${visible(address)}`;
  }
  return null;
}

/** As declared, if nothing is there now. */
async function realOf(path: string, io: ReadIo): Promise<string> {
  const found = await findPlace(path, io);
  return found.kind === "place" ? found.place.real : plainPath(path);
}

const FOREIGN = ["fs-mirror-other-owner", "fs-mirror-other-volume", "fs-mirror-other-machine"];

/** The words of a refusal to copy into the directory would be wrong here. */
function whyNot(path: string, { code, detail }: Diagnostic): string {
  if (FOREIGN.includes(code)) {
    return `The mark of ${visible(path)} names another owner, another volume or another machine than this address and this config.`;
  }
  return code === "fs-mirror-through-link" ? `A part of the path ${visible(path)} is a symbolic link.` : detail;
}

function withoutMark(path: string): string {
  return `${visible(path)} does not exist, or has no mark of rdump. Its disk may not be mounted. If the mirror was deleted by hand, run \`rdump accept\` with its address.`;
}
