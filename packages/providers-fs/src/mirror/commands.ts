import {
  type Command,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  type ProbeSteps,
  probeSteps,
  type RunRef,
} from "@rdump/core/provider";
import { type Copy, copyCommand, flushCommand, mendCommand } from "../rsync/command.ts";
import type { MirrorInput } from "./input.ts";
import { markOf, markWrite, type Stores } from "./mark.ts";

/**
 * The steps of making a mirror, in order. The mark says incomplete from before the first change until after the last
 * check.
 */
export interface MirrorSteps {
  readonly leaveOut: FileWrite;
  readonly begin: FileWrite;
  /** Null when it is known what the mirror stores. */
  readonly probe: ProbeSteps | null;
  readonly copy: Command;
  /** Written while the action compares, and read by `mend`. */
  readonly listDiffering: FileWrite;
  readonly mend: Command;
  readonly cleanUp: readonly Command[];
  readonly flush: Command;
  readonly finish: FileWrite;
}

export function mirrorSteps(input: MirrorInput, run: RunRef): MirrorSteps {
  const { leftOut } = copyOf(input, run);
  const { stores } = input;
  const differing = leftOutPath(input.runFiles, run, `${input.path}\0differing`);
  return {
    leaveOut: leftOutWrite(leftOut),
    begin: { ...markWrite(input.path, markOf(input, run, false)), root: input.root },
    probe: stores === null ? probeSteps(input, run) : null,
    copy: copyCommand(copyOf(input, run), stores),
    listDiffering: {
      do: "write",
      path: differing,
      content: "",
      mode: 0o600,
      found: "paths that differ after the copy",
    },
    mend: mendCommand(copyOf(input, run), differing, stores),
    cleanUp: [leftOutRemoval(leftOut), leftOutRemoval(differing)],
    flush: flushCommand(input.path, input.root),
    finish: finishWrite(input, run),
  };
}

/** Before the probe, the plan cannot know all of the mark. */
function finishWrite(input: MirrorInput, run: RunRef): FileWrite {
  const write = { ...markWrite(input.path, markOf(input, run, true)), root: input.root };
  return input.stores === null ? { ...write, content: "", found: "the mark, with what the mirror can store" } : write;
}

/** The mark of a finished copy, and its write. The steps of a plan are `mirrorSteps`. */
export function finished(input: MirrorInput, run: RunRef, stores: Stores | null) {
  const mark = markOf({ ...input, stores }, run, true);
  const { content } = markWrite(input.path, mark);
  const write = finishWrite(input, run);
  // What is found is one character for each byte.
  const bytes = Buffer.from(content, "utf8").toString("latin1");
  return { mark, write: write.found === undefined ? write : { ...write, content: bytes } };
}

export function copyOf(input: MirrorInput, run: RunRef): Copy {
  const { from, mounted, root, path, rules, compare, runFiles } = input;
  return { from, mounted, root, to: path, rules, compare, leftOut: leftOutPath(runFiles, run, path) };
}
