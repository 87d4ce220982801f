import { register } from "../diagnostics/register.ts";

export const OBSERVE = register({
  "exclude-hides-child-surefile": {
    summary: "Exclude leaves out the surefile of a child dataset",
    cause:
      "A recursive ZFS source makes each child dataset a volume of its own, with a surefile of its own. An exclude of the parent matches the path of that surefile.",
    effect:
      "Archives and mirrors of the child do not contain the surefile, so a restore of them cannot be proven. All other files are backed up as usual.",
    remedy:
      'Narrow the exclude, or keep the surefile elsewhere with `integrity: { surefile: "PATH" }`. To exclude a whole child dataset, exclude its directory.',
  },
  "plan-no-provider": {
    summary: "Not supported by this version of rdump",
    cause: "The config declares a source, a target or an option that no part of this version of rdump can handle.",
    effect:
      "Nothing is planned for this declaration, and the plan is marked as partial. Everything else is planned as usual.",
    remedy: "Remove the declaration from the config, or update rdump.",
  },
  "recover-unknown": {
    summary: "Cannot determine the result of an interrupted action",
    cause:
      "A run was killed during an action or while a scope was open. This rdump does not know that kind of action, or cannot query its result.",
    effect: "The volume of the action is not backed up, and nothing of it is removed, until the result is known.",
    remedy:
      "Correct the reported error, then apply again. If a newer rdump began the run, use that version. As the last resort remove the leftovers by hand and move the journal of the run out of `STATE/runs`.",
  },
  "recursive-target": {
    summary: "Target not possible for children of a recursive volume",
    cause:
      "A recursive ZFS source makes each child dataset a volume of its own. A directory mirror or a clone of a child would be inside the mirror or clone of the parent, and the next run of the parent would delete it.",
    effect: "The children do not get this target. The parent and all other targets are backed up as usual.",
    remedy:
      "Declare each child that needs such a target as a volume of its own, and exclude it from the recursive volume.",
  },
  "source-uncovered": {
    summary: "File systems below the source are not backed up",
    cause:
      "Other local file systems (a disk, a Btrfs subvolume, a child dataset of ZFS) are mounted below the source. Readers stay on the file system of the source. No volume has such a file system as its source, and no exclude names it.",
    effect:
      "Archives and mirrors of the volume contain an empty directory in place of each of these file systems. Their files are in no backup of this volume.",
    remedy:
      "Declare a volume for each of these file systems. If a file system needs no backup, exclude its mount point: then rdump does not report it again.",
  },
});
