import {
  type ActionContext,
  type Command,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  mover,
  query,
  type RunRef,
} from "@rdump/core/provider";
import type { MirrorInput } from "../mirror/input.ts";
import { type Capabilities, EVERYTHING } from "./capabilities.ts";
import { capabilitiesIn } from "./read-back.ts";
import { sampleArchive } from "./sample.ts";

/** A directory at the root of a mirror, only while it is probed. A killed run leaves it, and the next copy deletes it. */
const PROBE_NAME = ".rdump-probe";

export interface ProbeSteps {
  readonly sample: FileWrite;
  readonly removeOld: Command;
  readonly make: Command;
  readonly fill: Command;
  readonly remove: Command;
  readonly removeSample: Command;
}

const ATTRIBUTES = ["--acls", "--xattrs", "--xattrs-include=*"] as const;

export function probeSteps({ path, root, runFiles }: MirrorInput, run: RunRef): ProbeSteps {
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

/**
 * Finds what the file system of the mirror stores: creates one entry of each kind in a directory of its own, and reads them
 * back. Null: it cannot be found.
 */
export async function probe({ input, run, io }: ActionContext<MirrorInput>): Promise<Capabilities | null> {
  const steps = probeSteps(input, run);
  try {
    for (const step of [{ ...steps.sample, content: sampleArchive() }, steps.removeOld, steps.make]) {
      if ((await io.run(step)).exitCode !== 0) return null;
    }
    // tar ends with an error for each entry that cannot be created: that is the answer.
    await io.run(steps.fill);
    const read = ["tar", "--create", "--format=pax", "--numeric-owner", ...ATTRIBUTES, "--file=-", "."] as const;
    const { stdout } = await io.query(query(read, { cwd: directoryIn(input.path), root: input.root }));
    return capabilitiesIn(stdout);
  } finally {
    await io.run(steps.remove);
    await io.run(steps.removeSample);
  }
}

/** What is supposed of a mirror that could not be probed: rsync reports what it cannot store. */
export const SUPPOSED: Capabilities = { ...EVERYTHING, times: "seconds" };
