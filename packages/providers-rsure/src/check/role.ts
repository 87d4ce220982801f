import { join } from "node:path/posix";
import { type CheckRequest, type ProofRequest, type Proposal, type SampleRequest, stampOf } from "@rdump/core/provider";
import type { Place, RsureCommand } from "../command.ts";
import { filesOf } from "../role.ts";
import type { CheckInput, ChooseInput, RecordedPoint } from "./input.ts";

/** Compares a restored tree with the revision of the run that made its point. */
export function checkOf(rsure: RsureCommand, request: CheckRequest): Proposal {
  const { volume, integrity, live, paths, asRoot, own, tree, lacksRoot, times, proof } = request;
  const input: CheckInput = {
    ...recordedPoint(rsure, request),
    live,
    paths,
    excludes: volume.exclude,
    excludeCaches: volume.excludeCaches,
    asRoot,
    ...(lacksRoot ? { lacksRoot: true as const } : {}),
    ...(times === undefined ? {} : { times }),
    own: [...filesOf(integrity), ...own],
    ...(proof?.sample === undefined ? {} : { sample: proof.sample }),
    ...(proof?.command === undefined ? {} : { command: proof.command }),
  };
  return {
    kind: "rsure/check",
    verb: "check",
    once: null,
    reason: "compares the restored files with the integrity data of the run that saved them",
    input: JSON.parse(JSON.stringify(input)),
    makes: null,
    destroys: [],
    readsTree: tree !== null,
    ...(proof === null ? {} : { records: recordOf(proof) }),
  };
}

/** Chooses the files of a sample. */
export function sampleOf(rsure: RsureCommand, request: SampleRequest): Proposal {
  const { volume, integrity, own, tree, proof, sample, files } = request;
  const input: ChooseInput = {
    ...recordedPoint(rsure, request),
    ...{ excludes: volume.exclude, own: [...filesOf(integrity), ...own], sample, files },
  };
  return {
    kind: "rsure/choose",
    verb: "check",
    once: null,
    reason: "chooses the files that were not proven for the longest time",
    input: JSON.parse(JSON.stringify(input)),
    makes: null,
    destroys: [],
    readsTree: tree !== null,
    records: recordOf(proof),
  };
}

function recordOf({ address, point }: ProofRequest): NonNullable<Proposal["records"]> {
  const made = point.id === null ? { subjectId: null, madeBy: point.madeBy } : { subjectId: point.id };
  return { kind: "proof", subject: address, ...made };
}

function recordedPoint(
  rsure: RsureCommand,
  {
    volume,
    integrity,
    directory,
    others,
    time,
    tree,
    proof,
  }: Omit<SampleRequest, "proof" | "sample" | "files"> & Pick<CheckRequest, "proof">,
): RecordedPoint {
  const placeIn = (root: string): Place => ({ directory: root, file: join(root, integrity.surefile) });
  return {
    ...{ rsure, volume: volume.name, directory, revision: time === null ? null : stampOf(time) },
    surefiles: [placeIn(directory), ...others.map(placeIn)],
    tree: tree === null ? null : { mounted: tree.mounted, root: tree.root },
    proof: proof === null ? null : { point: proof.point.name, carries: proof.carries, place: proof.place },
  };
}
