import type { RunIo } from "../../io/capability.ts";
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
  readonly fill: Command;
  readonly remove: Command;
  readonly removeSample: Command;
}

const ATTRIBUTES = ["--acls", "--xattrs", "--xattrs-include=*"] as const;

export function probeSteps({ path, root, runFiles }: ProbedPlace, run: RunRef): ProbeSteps {
  const sample = leftOutPath(runFiles, run, `${path}\0sample`);
  const inside = { cwd: directoryIn(path), root };
  const remove = mover(["rm", "--recursive", "--force", "--one-file-system", "--", PROBE_NAME], { cwd: path, root });
  const fill = [
    "tar",
    "--extract",
    "--preserve-permissions",
    "--same-owner",
    "--numeric-owner",
    ...ATTRIBUTES,
  ] as const;
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
    fill: mover([...fill, `--file=${sample}`], inside),
    remove,
    removeSample: leftOutRemoval(sample),
  };
}

function directoryIn(path: string): string {
  return `${path === "/" ? "" : path}/${PROBE_NAME}`;
}

/** The steps in their order, as a plan shows them. */
export function shownProbe({ sample, removeOld, make, fill, remove, removeSample }: ProbeSteps): readonly Step[] {
  return [sample, removeOld, make, fill, remove, removeSample];
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
    await io.run(steps.fill);
    const { stdout } = await io.query(query(READ, { cwd: directoryIn(place.path), root: place.root }));
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
