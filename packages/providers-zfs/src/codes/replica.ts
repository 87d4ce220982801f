import type { CodeText } from "@rdump/core/provider";

const NOT_CHANGED =
  "Nothing is sent, and nothing of the replica is changed. Other targets go on, and the source keeps the newest common snapshot.";

/** About replicas by `zfs send` and `zfs receive`. */
export const REPLICA = {
  "zfs-replica-elsewhere": {
    summary: "Point is on another host",
    cause: "The chosen point is in a dataset of another host, and rdump reads datasets of this host only.",
    effect: "Nothing was restored.",
    remedy: "Choose another target with `--from`, or restore on the host of the dataset.",
  },
  "zfs-received-late": {
    summary: "Snapshots of a sender arrived in the wrong order",
    cause:
      "A sender delivered a snapshot after another snapshot with a later time in its name. The times of an honest sender only increase.",
    effect:
      "These snapshots are no points: no rule counts them, and rdump does not destroy them. All other points stay by the rules.",
    remedy:
      "Look at the sender: an intruder may use its key. If the clock of the sender was set back, destroy the named snapshots that you do not need.",
  },
  "zfs-replica-foreign": {
    summary: "Replica dataset belongs to another owner",
    cause: "The dataset exists, and does not have the mark of this config: rdump did not create it.",
    effect: NOT_CHANGED,
    remedy: "Declare a dataset that does not exist. Its parent is created if it is missing.",
  },
  "zfs-replica-other-machine": {
    summary: "Replica dataset belongs to another machine",
    cause: "The dataset has the `id` of this config and the digest of another machine.",
    effect: NOT_CHANGED,
    remedy:
      "If both machines are in use, declare another `id` on one of them. If this machine replaces the other one:\n    rdump takeover ADDRESS",
  },
  "zfs-replica-newer": {
    summary: "Replica has snapshots that the source does not have",
    cause:
      "After the newest common snapshot, another program made snapshots of the replica, or the snapshots of the source were destroyed with their bookmarks.",
    effect: NOT_CHANGED,
    remedy:
      "Look at the named snapshots. If you do not need them:\n    rdump plan --allow-rollback ADDRESS\n    rdump apply --allow-rollback ADDRESS --destroy N\nExclude the replica from other snapshot tools.",
  },
  "zfs-replica-unrelated": {
    summary: "Replica and source have no common snapshot",
    cause:
      "The source was replaced, or the snapshots and bookmarks that it had in common with the replica were destroyed.",
    effect: NOT_CHANGED,
    remedy:
      "Declare another dataset for a new full replica, or rename the old dataset with `zfs rename`. The old dataset keeps its snapshots until you destroy it.",
  },
  "zfs-replica-modified": {
    summary: "Replica was modified",
    cause:
      "Files of the replica were written after its newest snapshot. rdump had set `readonly=on`, and another program changed that property.",
    effect: NOT_CHANGED,
    remedy:
      "Save the files if they are needed. Then go back to the newest snapshot and make the replica read-only again:\n    zfs rollback DATASET@NAME\n    zfs set readonly=on DATASET",
  },
  "zfs-replica-empty": {
    summary: "Replica has no snapshot",
    cause: "The dataset of the replica exists without any snapshot and without an interrupted receive.",
    effect: NOT_CHANGED,
    remedy:
      "The first stream creates the dataset of the replica. If you do not need the existing dataset, destroy it:\n    zfs destroy DATASET",
  },
  "zfs-replica-key": {
    summary: "Encryption of the replica was changed",
    cause:
      "The source is encrypted. The replica is not encrypted, its key was changed, or it takes its key from another dataset, for example after `zfs change-key -i`. A further stream would make the replica unreadable.",
    effect: NOT_CHANGED,
    remedy:
      "Keep this dataset as it is, and run no command that changes its keys. Declare another dataset for a new full replica.",
  },
  "zfs-property-refused": {
    summary: "Property of the replica was refused",
    cause:
      "The snapshot is stored, but a property of the replica could not be set, usually because the receiving user has no permission.",
    effect: "The files of the point are complete. Without the mark of rdump, the next run refuses the replica.",
    remedy:
      "Give the receiving user the right to set the named property, then apply again:\n    zfs allow USER userprop DATASET",
  },
  "zfs-not-sent": {
    summary: "Cannot send to the replica",
    cause:
      "`zfs send` or `zfs receive` failed, or was interrupted. The diagnostic names the program and its last message.",
    effect:
      "The replica keeps its snapshots. The part of the stream that was received is kept, and the next apply resumes it.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-host-unreachable": {
    summary: "Host of a source or replica is unreachable",
    cause:
      "ssh cannot connect to the host. Or ssh would ask a question: rdump answers no questions, and accepts no unknown host key. The diagnostic has the last message of ssh.",
    effect:
      "Nothing is sent, and nothing of the replica is changed. Other targets go on. If the host of the replica is unreachable, the newest common snapshot can expire on the source. A bookmark of this snapshot stays, so the next stream is incremental.",
    remedy:
      "Connect once by hand as the user that runs rdump, compare the host key, and accept it:\n    ssh HOST true\nUser, port and key can be declared in `ssh` of the config.",
  },
  "zfs-program-missing": {
    summary: "Program for a stream is missing",
    cause:
      "The replica declares `compression`, `buffer` or `rateLimit`, and the host that must run zstd or mbuffer does not have it, or does not permit it.",
    effect: NOT_CHANGED,
    remedy: "Install the package `zstd` or `mbuffer` on the named host, or remove these keys from the replica.",
  },
  "zfs-replica-busy": {
    summary: "Replica is receiving",
    cause: "Another `zfs receive` into the replica is still running.",
    effect: NOT_CHANGED,
    remedy: "Wait until that receive has ended, then apply again. The processes are shown by:\n    pgrep -a zfs",
  },
  "zfs-replica-changed": {
    summary: "Replica changed after the plan was made",
    cause: "The replica or the source was changed before this action began.",
    effect: NOT_CHANGED,
    remedy: "Plan again:\n    rdump plan",
  },
  "zfs-not-settled": {
    summary: "Cannot mark the snapshot of the replica",
    cause: "`zfs set`, `zfs hold`, `zfs release` or `zfs destroy` failed after a stream was received.",
    effect: "The snapshot of the replica is complete. The next apply tries the failed command again.",
    remedy: "Correct the reported error, then apply again.",
  },
  "zfs-not-rolled-back": {
    summary: "Cannot roll back the replica",
    cause: "`zfs release`, `zfs destroy` or `zfs rollback` failed, for example because the replica is in use.",
    effect:
      "Snapshots and bookmarks that were destroyed before the failure are lost. rdump may already have released its hold on the next snapshot. Nothing else was changed.",
    remedy:
      "Correct the reported error, list the newer snapshots again, then repeat the rollback:\n    rdump plan --allow-rollback ADDRESS",
  },
  "zfs-not-discarded": {
    summary: "Cannot discard an interrupted receive",
    cause: "`zfs receive -A` failed.",
    effect:
      "Nothing can be sent to the replica until the received part is discarded. The snapshots of the replica are kept.",
    remedy: "Correct the reported error, then apply again.",
  },
} satisfies { readonly [code: string]: CodeText };
