import {
  type Command,
  type FileWrite,
  leftOutPath,
  leftOutRemoval,
  leftOutWrite,
  mover,
  type ProbeSteps,
  probeSteps,
  type RunRef,
} from "@rdump/core/provider";
import { plainPath } from "../mounts/place.ts";
import {
  type Copy,
  contentCommand,
  copyCommand,
  flushCommand,
  mendCommand,
  separateCommand,
} from "../rsync/command.ts";
import type { MirrorInput } from "./input.ts";
import { MARK_MODE, markOf, markPath, markWrite, type Stores } from "./mark.ts";

/**
 * The steps of making a mirror, in order. The mark says incomplete from before the first change until after the last
 * check.
 */
export interface MirrorSteps {
  /** Null when the directory exists. */
  readonly create: Command | null;
  readonly leaveOut: FileWrite;
  readonly begin: FileWrite;
  /** Null when it is known what the mirror stores. */
  readonly probe: ProbeSteps | null;
  readonly copy: Command;
  /** Written while the action compares, and read by `mend`. */
  readonly listDiffering: FileWrite;
  readonly copyByContent: Command;
  readonly separate: Command;
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
    create: createCommand(input),
    leaveOut: leftOutWrite(leftOut),
    begin: beginWrite(input),
    probe: stores === null ? probeSteps(input, run) : null,
    copy: copyCommand(copyOf(input, run), stores),
    listDiffering: {
      do: "write",
      path: differing,
      content: "",
      mode: 0o600,
      found: "paths whose content can differ, or that differ after the copy",
    },
    copyByContent: contentCommand(copyOf(input, run), differing, stores),
    separate: separateCommand(copyOf(input, run), differing, stores),
    mend: mendCommand(copyOf(input, run), differing, stores),
    cleanUp: [leftOutRemoval(leftOut), leftOutRemoval(differing)],
    flush: flushCommand(input.path, input.root),
    finish: finishWrite(input, run),
  };
}

/** Each new directory is closed to other users. */
function createCommand({ path, mount, planned, root }: MirrorInput): Command | null {
  const above = planned?.missingBelow;
  if (above === undefined) return null;
  const names = plainPath(path)
    .slice(above === "/" ? 1 : above.length + 1)
    .split("/");
  const directories = names.map((_, at) => names.slice(0, at + 1).join("/"));
  return mover(["mkdir", "--parents", "--mode=0700", "--", ...directories], {
    cwd: above,
    root,
    closed: true,
    mounted: mount !== null && above === plainPath(mount),
  });
}

/** Only the run knows when the mirror was complete last. */
function beginWrite(input: MirrorInput): FileWrite {
  const found = "the mark, incomplete, with the time since which changes can be missing";
  return { do: "write", path: markPath(input.path), content: "", mode: MARK_MODE, root: input.root, found };
}

/** The mark of an unfinished copy, and its write. */
export function begun(input: MirrorInput, run: RunRef, since: string | null, excludes: string | undefined): FileWrite {
  const before = { ...(since === null ? {} : { since }), ...(excludes === undefined ? {} : { excludes }) };
  const mark = { ...markOf(input, run, false), ...before };
  return { ...beginWrite(input), content: asFound(markWrite(input.path, mark)) };
}

/** What is found is one character for each byte. */
function asFound({ content }: FileWrite): string {
  return Buffer.from(content, "utf8").toString("latin1");
}

/** Before the probe, the plan cannot know all of the mark. */
function finishWrite(input: MirrorInput, run: RunRef): FileWrite {
  const write = { ...markWrite(input.path, markOf(input, run, true)), root: input.root };
  return input.stores === null ? { ...write, content: "", found: "the mark, with what the mirror can store" } : write;
}

/** The mark of a finished copy, and its write. The steps of a plan are `mirrorSteps`. */
export function finished(input: MirrorInput, run: RunRef, stores: Stores | null) {
  const mark = markOf({ ...input, stores }, run, true);
  const write = finishWrite(input, run);
  const content = asFound(markWrite(input.path, mark));
  return { mark, write: write.found === undefined ? write : { ...write, content } };
}

export function copyOf(input: MirrorInput, run: RunRef): Copy {
  const { from, mounted, root, path, rules, compare, runFiles } = input;
  return { from, mounted, root, to: path, rules, compare, leftOut: leftOutPath(runFiles, run, path) };
}
