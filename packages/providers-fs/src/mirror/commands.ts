import {
  type Command,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  type RunRef,
} from "@rdump/core/provider";
import { type Copy, copyCommand, flushCommand, mendCommand } from "../rsync/command.ts";
import type { MirrorInput } from "./input.ts";
import { markOf, markWrite } from "./mark.ts";

/**
 * The steps of making a mirror, in order. The mark says incomplete from before the first change until after the last
 * check.
 */
export interface MirrorSteps {
  readonly leaveOut: FileWrite;
  readonly begin: FileWrite;
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
  const differing = leftOutPath(input.runFiles, run, `${input.path}\0differing`);
  return {
    leaveOut: leftOutWrite(leftOut),
    begin: { ...markWrite(input.path, markOf(input.owner, input.volume, run, false)), root: input.root },
    copy: copyCommand(copyOf(input, run)),
    listDiffering: {
      do: "write",
      path: differing,
      content: "",
      mode: 0o600,
      found: "paths that differ after the copy",
    },
    mend: mendCommand(copyOf(input, run), differing),
    cleanUp: [leftOutRemoval(leftOut), leftOutRemoval(differing)],
    flush: flushCommand(input.path, input.root),
    finish: { ...markWrite(input.path, markOf(input.owner, input.volume, run, true)), root: input.root },
  };
}

export function copyOf(input: MirrorInput, run: RunRef): Copy {
  const { from, mounted, root, path, rules, compare, runFiles } = input;
  return { from, mounted, root, to: path, rules, compare, leftOut: leftOutPath(runFiles, run, path) };
}
