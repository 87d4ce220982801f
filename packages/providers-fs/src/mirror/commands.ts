import type { Command, FileWrite, RunRef } from "@rdump/core/provider";
import { type Copy, copyCommand, flushCommand } from "../rsync/command.ts";
import type { MirrorInput } from "./input.ts";
import { markOf, markWrite } from "./mark.ts";

/** What making a mirror does, in order. The mark reads incomplete from before the first change to after the last check. */
export interface MirrorSteps {
  readonly begin: FileWrite;
  readonly copy: Command;
  readonly flush: Command;
  readonly finish: FileWrite;
}

export function mirrorSteps(input: MirrorInput, run: RunRef): MirrorSteps {
  return {
    begin: markWrite(input.path, markOf(input.owner, input.volume, run, false)),
    copy: copyCommand(copyOf(input)),
    flush: flushCommand(input.path),
    finish: markWrite(input.path, markOf(input.owner, input.volume, run, true)),
  };
}

export function copyOf(input: MirrorInput): Copy {
  return { from: input.from, mounted: input.mounted, to: input.path, rules: input.rules, compare: input.compare };
}
