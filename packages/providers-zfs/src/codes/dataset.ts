import type { CodeText } from "@rdump/core/provider";

const NO_MIRROR = "Nothing is copied into the dataset in this run. Other targets go on.";

/** About datasets: sources, mirrors, their mounts and their snapshots. */
export const DATASET = {
  "zfs-below-volume": {
    summary: "A dataset cannot be below a ZFS volume",
    cause: "A parent of the declared dataset is a ZFS volume (a block device).",
    effect: NO_MIRROR,
    remedy: "Declare a dataset that is not below a volume.",
  },
  "zfs-busy": {
    summary: "Cannot unmount a dataset",
    cause:
      "A process uses a file or a directory of the mounted dataset. The diagnostic names the processes that can be seen.",
    effect: "The run fails and the mount stays. The points of the run are complete.",
    remedy: "End the processes, then let rdump finish the cleanup:\n    rdump recover",
  },
  "zfs-locked": {
    summary: "Key of the encrypted dataset is not loaded",
    cause: "The dataset is encrypted, and its key is not loaded.",
    effect: "Its files cannot be read or written. Snapshots are made as usual.",
    remedy: "Load the key:\n    zfs load-key DATASET",
  },
  "zfs-mirror-foreign": {
    summary: "Mirror dataset belongs to another owner",
    cause: "The dataset exists and does not have the mark of this config. rsync would delete the files in it.",
    effect: NO_MIRROR,
    remedy:
      "Declare a dataset that does not exist. If you need none of the data in this dataset, mark the dataset for this config; the diagnostic prints the command (`zfs set rdump:dataset=...`).",
  },
  "zfs-mirror-other-machine": {
    summary: "Mirror dataset belongs to another machine",
    cause:
      "The dataset has the `id` of this config and the digest of another machine: two machines have the same `id`, or this machine replaces the other one, or its machine id changed.",
    effect: NO_MIRROR,
    remedy:
      "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS",
  },
  "zfs-mirror-is-volume": {
    summary: "Mirror dataset is a ZFS volume",
    cause: "The declared dataset is a ZFS volume (a block device), which has no files.",
    effect: NO_MIRROR,
    remedy: "Declare another dataset.",
  },
  "zfs-no-companion": {
    summary: "Cannot create the snapshot with the integrity data",
    cause: "`zfs snapshot` failed for the companion snapshot `NAME-rsure`.",
    effect: "The point itself is complete. The integrity data of this point is in the next point.",
    remedy: "Correct the reported error. The next run makes a companion snapshot for its own point.",
  },
  "zfs-no-dataset": {
    summary: "Dataset not found",
    cause: "ZFS does not list the declared dataset.",
    effect: "The volume is not backed up in this run, and none of its points is destroyed.",
    remedy: "Correct the name in the config. The datasets are listed by:\n    zfs list",
  },
  "zfs-no-place": {
    summary: "No safe directory to mount at",
    cause:
      "The directory below `scratch.mount` cannot be created, is a symbolic link, or can be written by other users.",
    effect: "Nothing is mounted. The data that would be read there is not backed up in this run.",
    remedy: "Correct the directory, or declare another `scratch.mount`.",
  },
  "zfs-not-created": {
    summary: "Cannot create the mirror dataset",
    cause: "`zfs create` failed. The diagnostic has the last messages of the command.",
    effect: NO_MIRROR,
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-not-destroyed": {
    summary: "Cannot destroy a temporary dataset",
    cause: "A snapshot or clone that exists only during a run could not be destroyed, because of a clone or a hold.",
    effect: "The run fails and the dataset stays. rdump never forces a destroy.",
    remedy: "Destroy that clone or release that hold, then let rdump try again:\n    rdump recover",
  },
  "zfs-not-expired": {
    summary: "Cannot destroy snapshots",
    cause: "`zfs destroy` failed for expired snapshots. The diagnostic has the last messages of the command.",
    effect: "The snapshots stay and use space. The next run tries again.",
    remedy: "Correct the reported error, for example release a hold with `zfs release`.",
  },
  "zfs-not-retired": {
    summary: "Dataset is not deleted",
    cause:
      "`rdump retire` could not destroy the dataset of a clone, a mirror or a replica: it changed after the plan was made, or a command failed.",
    effect: "The diagnostic names the dataset. Some of its snapshots may already be destroyed.",
    remedy: "Correct the reported error, and list the group again:\n    rdump retire ADDRESS",
  },
  "zfs-not-mountable": {
    summary: "Cannot mount the dataset",
    cause: "`mount` failed for a dataset of this run. The diagnostic has the last messages of the command.",
    effect: "The data that would be read there is not backed up in this run.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-not-mounted": {
    summary: "Dataset is not mounted",
    cause: "The source dataset is not mounted, so integrity data cannot be copied back into it.",
    effect:
      "The backup is made. Each scan reads all files again, because the source does not have the last integrity data.",
    remedy: "Mount the dataset:\n    zfs mount DATASET",
  },
  "zfs-point-changed": {
    summary: "Snapshot is not the planned one",
    cause:
      "Between the plan and the run, another program destroyed the snapshot, or gave its name to another snapshot.",
    effect: "The snapshot was not read.",
    remedy: "Repeat the command.",
  },
  "zfs-not-snapshotted": {
    summary: "Cannot create the snapshots",
    cause:
      "One command makes all snapshots of a pool in one moment, and it failed. The diagnostic has the last messages of the command.",
    effect: "None of the snapshots was made. The volumes in this pool are not backed up in this run.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-other-mount": {
    summary: "Another file system is mounted in place of the dataset",
    cause: "A file system that this run did not mount is mounted at the directory of the dataset.",
    effect: "rdump does not change that mount. The dataset cannot be mounted or unmounted there, and the run fails.",
    remedy: "Look at the mount with `findmnt`, unmount it, then apply again.",
  },
  "zfs-place-not-removed": {
    summary: "Cannot remove a mount directory",
    cause: "The dataset is unmounted, but its mount directory is not empty or cannot be removed.",
    effect: "The run fails. No data is affected.",
    remedy: "Look at the directory. If it is empty, remove it:\n    rmdir DIRECTORY",
  },
  "zfs-not-pinned": {
    summary: "Cannot set the hold of a pin",
    cause: "`zfs hold` or `zfs release` failed for a pinned snapshot, or the snapshot is missing.",
    effect: "rdump keeps the pinned point in any case. Another program or a user can still destroy the snapshot.",
    remedy: "Correct the reported error, then apply again. To see the holds:\n    zfs holds DATASET@SNAPSHOT",
  },
  "zfs-properties-not-set": {
    summary: "Cannot set properties of the mirror",
    cause:
      "`zfs set` failed for a property that a mirror must have. The diagnostic has the last messages of the command.",
    effect: NO_MIRROR,
    remedy: "Correct the reported error, then plan again:\n    rdump plan",
  },
  "zfs-readme-not-written": {
    summary: "Cannot write README.rdump for the companion snapshot",
    cause: "README.rdump, which explains the snapshot `NAME-rsure`, could not be written into the volume.",
    effect: "The companion snapshot is not made. The point itself is complete.",
    remedy: "Free space, or make the volume writable, or declare `integrity` without `snapshot`.",
  },
  "zfs-readme-stays": {
    summary: "Cannot remove the file that explains a companion",
    cause: "README.rdump could not be removed from the volume after the companion snapshot was made.",
    effect: "The file stays in the volume. No data is affected.",
    remedy: "Remove the file:\n    rm DIRECTORY/README.rdump",
  },
  "zfs-snapshot-foreign": {
    summary: "Snapshot name is already taken",
    cause: "A snapshot with the name of this run exists and does not have the mark of this config.",
    effect: "rdump does not change that snapshot, so the new snapshot cannot be made.",
    remedy: "Rename that snapshot, then apply again:\n    zfs rename DATASET@NAME DATASET@NEWNAME",
  },
  "zfs-snapshot-gone": {
    summary: "Snapshot is missing",
    cause: "Another program destroyed a snapshot that this run had made.",
    effect: "The point does not exist. The data that was read from this snapshot does not count.",
    remedy: "Find the program that destroys snapshots, then apply again.",
  },
  "zfs-source-elsewhere": {
    summary: "Files of a source on another host cannot be read",
    cause: "The source has a `host`. Only snapshots and replicas of it are possible.",
    effect: "Archives, mirrors and integrity data of this volume are not made.",
    remedy: "Remove these targets here, and declare them in a config on the other host.",
  },
  "zfs-stays": {
    summary: "Expired snapshot is kept",
    cause: "The snapshot has a hold or a clone, or another snapshot has its name now.",
    effect: "The snapshot stays. rdump never forces a destroy, and tries again in each run.",
    remedy:
      "No action is needed. To free the space, destroy the clones and release the holds of the snapshot. To show holds:\n    zfs holds DATASET@NAME",
  },
  "zfs-tree-unmounted": {
    summary: "The dataset to read is not mounted",
    cause: "The clone or mirror was unmounted, or another file system was mounted over it, while rdump used it.",
    effect: "The data that was read there does not count as a point.",
    remedy: "Find the program that unmounts the dataset, then apply again.",
  },
  "zfs-volume-has-no-files": {
    summary: "A ZFS volume has no files",
    cause: "The source is a ZFS volume (a block device). Only snapshots and replicas of it are possible.",
    effect: "Archives, mirrors and integrity data of this volume are not made.",
    remedy: "Remove `archives` and `mirrors` of this volume from the config, and declare `integrity: false`.",
  },
} satisfies { readonly [code: string]: CodeText };
