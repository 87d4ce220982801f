import { changer, lastOutput, leftOutPath, mover, type RunIo, type RunRef, type Step } from "@rdump/core/provider";
import { type Collected, fileName, LONGEST } from "./collected.ts";
import type { MachineInput } from "./input.ts";

/** A directory beside the journal: `vgcfgbackup` writes only into files. */
function directoryOf({ runFiles, volume }: MachineInput, run: RunRef): string {
  return leftOutPath(runFiles, run, `machine ${volume} lvm`);
}

const CONDITION = "if there are volume groups";

interface GroupSteps {
  readonly prepare: Step;
  /** `%s` is the name of the group. */
  readonly backup: Step;
  readonly remove: Step;
}

export function groupSteps(input: MachineInput, run: RunRef): GroupSteps {
  const directory = directoryOf(input, run);
  return {
    prepare: mover(["mkdir", "--mode=0700", "--", directory], { condition: CONDITION }),
    backup: changer(["vgcfgbackup", "--file", `${directory}/%s`], { root: true, condition: CONDITION }),
    remove: mover(["rm", "--recursive", "--force", "--", directory], { condition: CONDITION }),
  };
}

const NAME = /^[A-Za-z0-9+_.][A-Za-z0-9+_.-]{0,126}$/;

/** The metadata of each volume group, as `vgcfgrestore` reads it. */
export async function collectGroups(
  collected: Collected,
  { input, run, io }: { readonly input: MachineInput; readonly run: RunRef; readonly io: RunIo },
): Promise<void> {
  const listed = await collected.output(["vgs", "--noheadings", "--options", "vg_name"], { root: true });
  const names = (listed ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((name) => NAME.test(name));
  if (names.length === 0) return;
  const steps = groupSteps(input, run);
  for (const step of [steps.prepare, steps.backup]) {
    const result = await io.run(step);
    // vgcfgbackup fails if one of several groups is incomplete; the others are written.
    if (result.exitCode !== 0) collected.lacks("vgcfgbackup", lastOutput(result));
  }
  for (const name of [...new Set(names)].sort()) {
    const content = await io.readFile(`${directoryOf(input, run)}/${name}`, LONGEST).catch(() => null);
    if (content === null) collected.lacks(`vgcfgbackup ${name}`, "no metadata was written");
    else collected.add(`lvm/${fileName(name)}.vgcfg`, content.toString("utf8"));
  }
  await io.run(steps.remove);
}
