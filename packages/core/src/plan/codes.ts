import { register } from "../diagnostics/register.ts";

export const PLAN = register({
  "accept-nothing": {
    summary: "Nothing to accept under this address",
    cause:
      "The address or point after `rdump accept` has no drift, and is not a forgotten group. It was accepted before, or it is misspelled.",
    effect: "Nothing was changed.",
    remedy: "List the differences and their addresses:\n    rdump status",
  },
  "apply-other-number": {
    summary: "Number of allowed deletions does not match the plan",
    cause: "`--allow-destroy N` must name exactly the number of deletions that require confirmation in this plan.",
    effect: "Nothing was done, because the number does not confirm this plan.",
    remedy: "Read the plan again. If the deletions are intended, apply with the number that the plan names.",
  },
  "free-other-number": {
    summary: "Number of deletions does not match the group",
    cause:
      "`rdump free ADDRESS --destroy N` deletes the N oldest points that the keep rules would expire. The group has fewer such points, or N is 0.",
    effect: "Nothing was done.",
    remedy:
      "List the points that can be deleted:\n    rdump free ADDRESS\nTo delete more, lower the keep rules of the target.",
  },
  "free-refused": {
    summary: "Cannot free space in this group",
    cause:
      "The group is not declared or could not be listed, its deletions require confirmation, the clock contradicts its points, or an interrupted run was not cleaned up.",
    effect: "Nothing was deleted.",
    remedy: "Resolve the reported reason first, then repeat the command. `rdump plan` shows the state of the group.",
  },
  "rollback-refused": {
    summary: "Cannot roll back this replica",
    cause:
      "Possible reasons: the group is no replica; it has no snapshots or bookmarks after the newest common snapshot; one of these has a hold, a clone or a pin; an interrupted run was not cleaned up.",
    effect: "Nothing was done.",
    remedy: "Resolve the reported reason first, then repeat the command. `rdump plan` shows the state of the replica.",
  },
  "rollback-other-number": {
    summary: "Number of newer snapshots differs",
    cause:
      "The number after `--destroy` differs from the number of snapshots and bookmarks after the newest common snapshot.",
    effect: "Nothing was done.",
    remedy: "List the snapshots and bookmarks, and decide again:\n    rdump plan --allow-rollback ADDRESS",
  },
  "plan-append-only": {
    summary: "Deletions free no space in this repository",
    cause:
      "The repository is append-only, or its host treats it as append-only. Deleted archives disappear from the list, but their data stays in the repository.",
    effect: "The repository keeps growing. The space becomes free when the repository is made writable and compacted.",
    remedy:
      "Check that only expected archives were deleted: append-only mode protects against deletions by an intruder. Then make the repository writable on its host, compact it, and make it append-only again.",
  },
  "plan-append-only-compact": {
    summary: "Append-only repository is not compacted",
    cause: "`compact` is declared for a repository that is append-only, where a compaction frees nothing.",
    effect: "The compaction is not planned. Backups are not affected.",
    remedy:
      "Remove `compact` from the repository. To free space, make the repository writable on its host and compact it there.",
  },
  "plan-clock": {
    summary: "Clock and newest point contradict each other",
    cause:
      "The newest point of a group is dated in the future, or is more than two years old. The clock of this machine is wrong, or was wrong when the point was made.",
    effect: "No point of this group is destroyed, because retention would be computed from a wrong date.",
    remedy:
      "Set the clock (`timedatectl` shows it). If the clock is right and the newest point is old, points expire again after the next new point. If the clock is right and a point is dated in the future, delete the point, or pin it, so that the keep rules do not count it. The diagnostic has both commands for at most three points:\n    rdump free ADDRESS@POINT --destroy 1\n    rdump pin ADDRESS@POINT",
  },
  "plan-file-refused": {
    summary: "Cannot use the plan file",
    cause: "The plan file is missing, too large, not a regular file, damaged, edited, or of another version.",
    effect: "Nothing was done.",
    remedy: "Make the plan again:\n    rdump plan --out FILE",
  },
  "plan-doubtful": {
    summary: "Points of a source that had lost files",
    cause:
      "The points were made while the source had lost files, or while another disk was in its place. The files or the right disk came back, and the loss or the other disk was not accepted.",
    effect:
      "The points count as incomplete: they fill no slot and make no complete point expire. The keep rules decide how long they are kept.",
    remedy: "Nothing has to be done. A restore uses such a point only if there is no other one, or if you name it.",
  },
  "plan-foreign": {
    summary: "Group has points of another machine",
    cause:
      "Points in this group have the `id` of this config, but were made by another machine. Possible reasons: two machines have the same `id` (a cloned image, `localhost`, a container); this machine replaces another one; its machine id changed. Points of this machine are foreign too if their runs are not in the record of points: a clone of this machine made them, or the state directory was restored from an older copy.",
    effect:
      "These points fill no slot and are never destroyed. New points are made as usual. No other point of the group is destroyed either.",
    remedy:
      "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one, take its points over:\n    rdump takeover ADDRESS",
  },
  "plan-former-owner": {
    summary: "Points have another owner",
    cause:
      "A repository has archives of declared volumes that were made on this machine under another `id`. By default the `id` is the host name, so a changed host name changes the owner.",
    effect:
      "These archives fill no slot, and no keep rule expires them. New archives are made as if these archives did not exist.",
    remedy: 'Declare the earlier id:\n    formerIds: ["OLD"]',
  },
  "plan-disk-absent": {
    summary: "Optional disk is not connected",
    cause: 'A mirror has `presence: "optional"`, and nothing is mounted at its `mount`.',
    effect: "Nothing is done for this mirror. The plan is complete without it, and the status is `absent`.",
    remedy: "Connect and mount the disk when the mirror is due, then apply.",
  },
  "plan-disk-overdue": {
    summary: "Optional disk is absent for too long",
    cause:
      'A mirror has `presence: "optional"`, and nothing is mounted at its `mount`. The mirror has been due for longer than its `grace`, or no complete copy of it is recorded.',
    effect: "Nothing is done for this mirror. Runs are partial until it is copied. All other targets are backed up.",
    remedy: "Connect and mount the disk, then apply. If the longer absence is intended, declare a longer `grace`.",
  },
  "plan-guard": {
    summary: "Deletions require confirmation",
    cause:
      "The plan would destroy more points of a group than `limits.destroy` allows, or the last complete point of a group. Or the source of the volume lost files, or the last check of the repository failed.",
    effect: "These points are kept. Everything else in the plan is done.",
    remedy:
      "Look at the points that the plan names. If they can be deleted, confirm their exact number:\n    rdump apply --allow-destroy N",
  },
  "plan-held-space": {
    summary: "Expired snapshots for replicas take much space",
    cause:
      "A replica was not updated for a long time. Or a replica is no longer declared, and its holds still exist. The source keeps the snapshots that the next stream needs, although no rule keeps them. In one pool they take more than `limits.heldSpace`.",
    effect: "Nothing is destroyed. The pool can become full.",
    remedy:
      "Make the replica reachable, and apply:\n    rdump apply\nTo give up a replica, remove it from the config, and release the holds that the diagnostic names. If you declare the replica again later, the next stream can begin at a bookmark, which takes no space.",
  },
  "plan-no-machine": {
    summary: "This machine has no machine id",
    cause:
      "/etc/machine-id is missing, empty or `uninitialized`, as in many containers, and the config declares no `machine`. Marks of points contain a digest of the machine, by which two machines with the same `id` are distinguished.",
    effect: "Nothing is planned, and nothing was done.",
    remedy: 'Declare a name that no other machine with this `id` has:\n    machine: "NAME"',
  },
  "plan-no-integrity": {
    summary: "No integrity data is written",
    cause: "Volumes have integrity data by default, and this version of rdump cannot write it.",
    effect: "Backups are made, but a restore from them cannot be proven.",
    remedy: "Update rdump, or declare `integrity: false` for the volumes.",
  },
  "plan-other-disk": {
    summary: "Repository is not on one of the declared disks",
    cause:
      "`disks` of the repository names the ids of the repositories that alternate at its location. The repository there has another id.",
    effect: "Nothing is made or destroyed in this repository. Everything else is planned as usual.",
    remedy: "Attach one of the declared disks, or add the id of a new disk to `disks`.",
  },
  "plan-exclude-idle": {
    summary: "Exclude matched nothing",
    cause:
      "No file in the newest archive of the volume was left out because of this exclude. The path may be misspelled, or written from `/` instead of from the root of the volume.",
    effect: "Files that should be excluded may be in the backups.",
    remedy: "Correct the exclude or remove it. An exclude for files that exist only at times can stay.",
  },
  "plan-adopted-idle": {
    summary: "Adopted points of an unknown group",
    cause:
      "`adopted` names a group that the config does not declare. Most often the address is misspelled, or the target was removed.",
    effect: "The points count for no group. They are never destroyed.",
    remedy:
      "Correct the address, or remove the entry. If a volume or repository only has a new name, add its line to `moved`.",
  },
  "plan-pin-idle": {
    summary: "Pinned point does not exist",
    cause:
      "`pinned` names a group that the config does not declare, or an id that no point of the group has. The id of a borg archive changes when the archive is renamed or changed.",
    effect: "The line keeps nothing.",
    remedy: "Remove the line, or pin the point again:\n    rdump pin ADDRESS@POINT",
  },
  "plan-takeover-idle": {
    summary: "Takeover names an unknown group",
    cause:
      "`takenOver` names an address that the config does not declare, and no points of such a group were found. Most often the address is misspelled, or the volume or target got another name.",
    effect:
      "The points that should be taken over stay foreign: they fill no slot, and no point of their group is destroyed.",
    remedy: "Correct the address, or remove the entry. To print the entry for a group:\n    rdump takeover ADDRESS",
  },
  "plan-refused": {
    summary: "Plan file cannot be applied here",
    cause: "The plan was made for another time with `--now`, or on another host.",
    effect: "Nothing was done.",
    remedy: "Make a plan on this host, without `--now`:\n    rdump plan --out FILE",
  },
  "plan-repository-lost": {
    summary: "Known repository is missing",
    cause:
      "According to the record of points, rdump used a repository at this location, and no repository is there now. Its disk is not mounted, or the repository was moved or deleted.",
    effect:
      "Nothing is archived there, and no new repository is made: a new one could fill the disk that contains the mount point.",
    remedy:
      "Mount the disk. If the repository is lost for good, create the new one by hand with `borg init` or `restic init`, or declare it under another name.",
  },
  "plan-repository-twice": {
    summary: "Repository is declared twice",
    cause:
      "Two declared repositories have the same id: their locations are two spellings of one place, one of them is a link, or one is a copy of the other.",
    effect: "Nothing is made or destroyed in these repositories. Everything else is planned as usual.",
    remedy:
      "Declare the repository once, and let all volumes name it. If one is a copy, create a new repository in its place.",
  },
  "plan-stale": {
    summary: "The plan is stale",
    cause:
      "Since the plan was made, the config, a point, or the state of the system changed, another slot began, or another point expired.",
    effect: "Nothing was done, because the result would differ from the plan that was shown.",
    remedy: "Plan again and read the new plan:\n    rdump plan --out FILE",
  },
  "run-died": {
    summary: "Previous run was interrupted",
    cause:
      "The journal of a run has no end: the run was killed, the machine lost power, or the journal could not be written.",
    effect:
      "Snapshots, mounts or clones of that run may be left over. The next run removes them first. Points that were complete are kept.",
    remedy:
      "Usually no action is needed: the plan contains the cleanup. To clean up without a backup:\n    rdump recover",
  },
  "source-changed": {
    summary: "Most files of the source have other content",
    cause:
      "More than 90% of the files have the same names as before, but other content. Another disk is mounted in this place, or a program rewrote or encrypted the files.",
    effect: "New points are made from the source as it is. Older points expire by the keep rules.",
    remedy: "Look at the files. If their content is wrong, restore them from an older point before that point expires.",
  },
  "source-decay-suspected": {
    summary: "Files of the source may have decayed",
    cause:
      "The content of files changed, but inode, size, mtime and ctime did not. The volume is read live, so there are two possible reasons: the disk damaged the files, or a program wrote to a file through a memory mapping (`mmap`), which may not change the ctime.",
    effect:
      "Archives and datasets get the present content. A mirror in a directory keeps the former content of these files. Points are destroyed by the keep rules.",
    remedy:
      "Look at the files. Restore a damaged file from an older point before that point expires. If the present content is right:\n    rdump accept VOLUME PATH...",
  },
  "source-decayed": {
    summary: "Files of the source decayed",
    cause:
      "The content of files changed, but inode, size, mtime and ctime did not: no program wrote these files. The disk, its controller or the memory damaged them.",
    effect:
      "Mirrors that are made from a snapshot keep the former content of these files. Archives get the present content. No older point of the volume is destroyed without confirmation.",
    remedy:
      "Restore the files with the command of the message, and check the disk. The state ends when each file has its recorded content again, is written, or is deleted. If the present content is right:\n    rdump accept VOLUME PATH...",
  },
  "source-shrunken": {
    summary: "Source has lost too many files",
    cause:
      "A run found that the source lost more files than `limits.shrink` allows. A disk is not mounted, a file system was lost, or many files were deleted.",
    effect:
      "New points are made from the source as it is. No older point of the volume is destroyed without confirmation.",
    remedy:
      "If the files are missing by mistake, restore or mount them: the next run ends this state. If they were deleted on purpose, read the deletions in the plan and confirm their exact number:\n    rdump apply --allow-destroy N\nIf no deletion requires confirmation, because the keep rules never destroy a point of the volume, raise `limits.shrink` for one run.",
  },
  "retire-other-number": {
    summary: "Number of points to delete does not match",
    cause: "`rdump retire ADDRESS --destroy N` must name exactly the number of points of the forgotten group.",
    effect: "Nothing was deleted.",
    remedy: "List the points, and confirm their number:\n    rdump retire ADDRESS",
  },
  "retire-refused": {
    summary: "Cannot delete this group",
    cause:
      "`rdump retire` deletes only groups that are forgotten: made by this config, and no longer declared. This group is still declared, does not exist, or was changed by others, or another object depends on it.",
    effect: "Nothing was deleted.",
    remedy: "Write the address as `rdump status` shows it. Release holds with the tool that made them.",
  },
});
