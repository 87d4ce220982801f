import { NOT_CLOSED, type RunIo } from "../../io/capability.ts";
import { type Command, type FileWrite, mover, query, type Step } from "../../model/command.ts";
import type { RunRef } from "../../model/run.ts";
import { leftOutPath, leftOutRemoval } from "../left-out.ts";
import type { Capabilities } from "./capabilities.ts";
import { capabilitiesIn } from "./read-back.ts";
import { sampleArchive } from "./sample.ts";

/** A directory at the root of the place, only while it is probed. A killed run leaves it, and the next probe removes it. */
export const PROBE_NAME = ".rdump-probe";

/** A directory that is probed: a mirror, or where files are restored to. */
export interface ProbedPlace {
  readonly path: string;
  /** As root, as the program that will write there. */
  readonly root: boolean;
  /** The directory for files of the run. */
  readonly runFiles: string;
}

export interface ProbeSteps {
  readonly sample: FileWrite;
  readonly removeOld: Command;
  readonly make: Command;
  /** Only in a directory where no other user can write: tar sets ACLs and extended attributes through links. */
  readonly fill: Command;
  readonly fillPlain: Command;
  readonly remove: Command;
  readonly removeSample: Command;
}

const ATTRIBUTES = ["--acls", "--xattrs", "--xattrs-include=*"] as const;

export function probeSteps({ path, root, runFiles }: ProbedPlace, run: RunRef): ProbeSteps {
  const sample = leftOutPath(runFiles, run, `${path}\0sample`);
  const inside = { cwd: directoryIn(path), root };
  const remove = mover(["rm", "--recursive", "--force", "--one-file-system", "--", PROBE_NAME], { cwd: path, root });
  const fill = ["tar", "--extract", "--preserve-permissions", "--same-owner", "--numeric-owner"] as const;
  return {
    sample: {
      do: "write",
      path: sample,
      content: "",
      mode: 0o600,
      found: "a sample of each kind of file and attribute",
    },
    removeOld: remove,
    make: mover(["mkdir", "--mode=0700", "--", PROBE_NAME], { cwd: path, root }),
    fill: mover([...fill, ...ATTRIBUTES, `--file=${sample}`], { ...inside, closed: true }),
    fillPlain: mover([...fill, `--file=${sample}`], { ...inside, condition: "if another user can write there" }),
    remove,
    removeSample: leftOutRemoval(sample),
  };
}

function directoryIn(path: string): string {
  return `${path === "/" ? "" : path}/${PROBE_NAME}`;
}

/** The steps in their order, as a plan shows them. */
export function shownProbe({
  sample,
  removeOld,
  make,
  fill,
  fillPlain,
  remove,
  removeSample,
}: ProbeSteps): readonly Step[] {
  return [sample, removeOld, make, fill, fillPlain, remove, removeSample];
}

/**
 * Finds what the file system of the place stores: creates one entry of each kind in a directory of its own, and reads them
 * back. It runs `shownProbe` alone. Null: it cannot be found.
 */
export async function probeStores(place: ProbedPlace, run: RunRef, io: RunIo): Promise<Capabilities | null> {
  const steps = probeSteps(place, run);
  try {
    for (const step of [{ ...steps.sample, content: sampleArchive() }, steps.removeOld, steps.make]) {
      if ((await io.run(step)).exitCode !== 0) return null;
    }
    // tar ends with an error for each entry that cannot be created: that is the answer.
    const { notStarted } = await io.run(steps.fill);
    const closed = notStarted !== NOT_CLOSED;
    if (!closed) await io.run(steps.fillPlain);
    const { stdout } = await io.query(query(READ, { cwd: directoryIn(place.path), root: place.root, closed }));
    return capabilitiesIn(stdout);
  } finally {
    await io.run(steps.remove);
    await io.run(steps.removeSample);
  }
}

const READ = [
  "tar",
  "--create",
  "--sparse",
  "--format=pax",
  "--numeric-owner",
  ...ATTRIBUTES,
  "--file=-",
  ".",
] as const;
